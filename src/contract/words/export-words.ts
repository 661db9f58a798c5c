/** What can be taken out as a whole. */
export const exportedTables = ['leads', 'users', 'reporting-lines', 'assignments'] as const;
export type ExportedTable = (typeof exportedTables)[number];

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];
