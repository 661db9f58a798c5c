import type { Readable } from 'node:stream';
import { Refusal } from '../../../contract/refusal.ts';
import type { Database } from '../../../database/database.ts';
import { refreshStatistics } from '../../../database/refresh-statistics.ts';
import { inOrg } from '../../../database/transaction.ts';
import { readTable, type Table } from '../../csv/read-table.ts';
import { finishImport, insertImport } from '../../ledger/import-request-store.ts';
import { takeRequestIds } from '../../ledger/request-store.ts';
import { importAtOnce } from './import-at-once.ts';
import { importByBatch } from './import-by-batch.ts';
import type { ImportOptions, ImportRun } from './import-run.ts';
import { type ImportReport, ImportTally } from './import-tally.ts';
import type { ImportPlan } from './land-rows.ts';

/** Each lands in a transaction of its own. */
const mostInBatch = 5_000;

/**
 * Imports a CSV file as one request. A header that is not as it should be is refused before there is a
 * request. Imports of an org take turns. One that is cut off stays `running`: nobody but its caller has the
 * file, so no worker takes it up again; one that meets trouble ends as `failed`, with what had landed.
 */
export async function importFile<Entry>(
  database: Database,
  orgId: number,
  source: Readable,
  plan: ImportPlan<Entry>,
  options: ImportOptions,
): Promise<ImportReport> {
  const { ignored } = options;
  const table = await readTable(source, plan.columns, { mostRows: plan.mostRows, mostInBatch, ignored });
  try {
    const requestId = await begin(database, orgId, plan, table, options);
    const { batches } = table;
    const run = { database, orgId, requestId, plan, batches, options, tally: new ImportTally() };
    return await runToItsEnd(run);
  } finally {
    await table.close();
  }
}

async function begin(
  database: Database,
  orgId: number,
  plan: Pick<ImportPlan<unknown>, 'subjects'>,
  table: Table,
  { allOrNothing, requester }: ImportOptions,
): Promise<number> {
  return inOrg(database, orgId, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    const spec = { subjects: plan.subjects, columns: table.columns, allOrNothing };
    if (await insertImport(tx, orgId, { requestId, spec, requester })) return requestId;
    throw new Refusal('organisation-not-found', { message: `There is no organisation ${orgId}.` });
  });
}

async function runToItsEnd<Entry>(run: ImportRun<Entry>): Promise<ImportReport> {
  const { database, orgId, requestId, plan, options } = run;
  try {
    await (options.allOrNothing || plan.settle ? importAtOnce(run) : importByBatch(run));
  } catch (error) {
    const abandoned = inOrg(database, orgId, async (tx) => finishImport(tx, orgId, requestId, 'failed'));
    await abandoned.catch(() => {}); // what went wrong first is what the caller must hear
    throw error;
  }
  await refreshStatistics(database, orgId);
  return run.tally.report(requestId);
}
