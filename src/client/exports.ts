import type { LeadExportQuery, LineExportQuery, UserExportQuery } from '../contract/v1/exports.ts';
import type { ExportedTable } from '../contract/words/export-words.ts';
import type { Caller, CallOptions, Loose } from './caller.ts';

/** `client.exports`: whole tables as they come, in `format` `csv`, which is the default, or `ndjson`. */
export function openExports(caller: Caller) {
  const open = async (table: ExportedTable, { signal, ...query }: CallOptions & object) => {
    const { body } = await caller.send({ path: `api/v1/exports/${table}`, query, signal });
    return body ?? new Blob([]).stream();
  };
  return {
    /** The leads that match, in the columns of an import. */
    leads: (options: CallOptions & Loose<LeadExportQuery> = {}) => open('leads', options),

    /** The users that match, in the columns of an import. */
    users: (options: CallOptions & Loose<UserExportQuery> = {}) => open('users', options),

    /** Who reports to whom: now, at a moment, or ever. */
    reportingLines: (options: CallOptions & Loose<LineExportQuery> = {}) => open('reporting-lines', options),

    /** Who stands and ever stood on the leads that match. */
    assignments: (options: CallOptions & Loose<LeadExportQuery> = {}) => open('assignments', options),
  };
}
