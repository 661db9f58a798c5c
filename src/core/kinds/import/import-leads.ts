import type { Readable } from 'node:stream';
import { mostCsvLeads } from '../../../contract/words/limits.ts';
import type { Database } from '../../../database/database.ts';
import { importFile } from './import-file.ts';
import { leadColumns, readLead } from './import-lead-rules.ts';
import type { ImportOptions } from './import-run.ts';
import type { ImportReport } from './import-tally.ts';
import { landLeads } from './land-leads.ts';

/**
 * Imports leads from a CSV file of any length in flat memory, each with a primary where the file names one.
 * A row that cannot go in is rejected and the others land batch by batch, unless all or nothing is asked for.
 */
export async function importLeads(
  database: Database,
  orgId: number,
  source: Readable,
  options: ImportOptions,
): Promise<ImportReport> {
  const plan = {
    subjects: 'leads',
    columns: leadColumns,
    mostRows: mostCsvLeads,
    read: readLead,
    land: landLeads,
  } as const;
  return importFile(database, orgId, source, plan, options);
}
