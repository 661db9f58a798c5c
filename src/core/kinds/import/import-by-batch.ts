import { inOrg } from '../../../database/transaction.ts';
import type { TableRow } from '../../csv/read-table.ts';
import { finishImport, insertEndedChunk, takeImportTurn } from '../../ledger/import-request-store.ts';
import { decideFinalState } from '../../ledger/request-rules.ts';
import type { ImportRun } from './import-run.ts';
import { type LandedRow, landRows, toResult } from './land-rows.ts';

/** Each batch of rows is a transaction: what is good lands, and stays whatever comes after. */
export async function importByBatch<Entry>(run: ImportRun<Entry>): Promise<void> {
  const { database, orgId, requestId, batches, tally } = run;
  let chunkNo = 0;
  for await (const rows of batches) {
    chunkNo += 1;
    const landed = await importBatch(run, chunkNo, rows);
    for (const row of landed) if ('problem' in row) tally.note(row.line, row.problem);
    tally.count(landed.map(toResult));
    run.options.onProgress?.(tally.counts.total);
  }
  const state = decideFinalState(tally.counts);
  await inOrg(database, orgId, async (tx) => finishImport(tx, orgId, requestId, state));
}

async function importBatch<Entry>(
  { database, orgId, requestId, plan }: ImportRun<Entry>,
  chunkNo: number,
  rows: readonly TableRow[],
): Promise<LandedRow[]> {
  return inOrg(database, orgId, async (tx) => {
    takeImportTurn(tx, orgId);
    const landed = await landRows(tx, { orgId, requestId }, plan, rows);
    insertEndedChunk(tx, orgId, {
      requestId,
      chunkNo,
      subjects: landed.map((row) => ('subject' in row ? row.subject : 0)),
      results: landed.map(toResult),
    });
    return landed;
  });
}
