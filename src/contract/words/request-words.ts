// What a request is, how it stands, and what becomes of its rows.

export const requestKinds = [
  'reassign',
  'managers',
  'offboard',
  'account',
  'facts',
  'record',
  'import',
  'undo',
] as const;
export type RequestKind = (typeof requestKinds)[number];

/** Those whose rows may come as CSV. */
export const csvKinds = ['reassign', 'managers', 'import'] as const satisfies readonly RequestKind[];
export type CsvKind = (typeof csvKinds)[number];

export const requestStates = [
  'planned',
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
  'expired',
] as const;
export type RequestState = (typeof requestStates)[number];

/** By which door it came. */
export const requestOrigins = ['insellerate', 'leadsquared', 'api', 'cli'] as const;
export type RequestOrigin = (typeof requestOrigins)[number];

/** What the rows of a file that is imported are. */
export const importedSubjects = ['users'] as const;

/** What may be done with it. */
export const ways = ['run', 'cancel', 'retry', 'undo'] as const;
export type Way = (typeof ways)[number];

/** How much of it is undone. */
export const undoneExtents = ['wholly', 'in part'] as const;
export type UndoneExtent = (typeof undoneExtents)[number];

export const rowOutcomes = ['changed', 'unchanged', 'failed', 'skipped', 'not attempted'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** By what rows are found: whoever changed in part is among those that changed, too. */
export const rowFilters = [
  'changed',
  'changed in part',
  'unchanged',
  'failed',
  'skipped',
  'not attempted',
] as const satisfies readonly (RowOutcome | 'changed in part')[];
export type RowFilter = (typeof rowFilters)[number];

/** Those of which an undo can be. */
export const undoableOutcomes = ['changed', 'changed in part'] as const satisfies readonly RowFilter[];
export type UndoableOutcome = (typeof undoableOutcomes)[number];

/** What a row is about. */
export const rowParts = ['lead', 'reporting-line', 'account', 'facts', 'record'] as const;
export type RowPart = (typeof rowParts)[number];

export const accountStates = ['none', 'active', 'ended'] as const;
export type AccountState = (typeof accountStates)[number];
