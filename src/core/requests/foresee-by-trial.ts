import type { Database } from '../../database/database.ts';
import { inOrg, tryInOrg } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { composePreview } from '../assignments/compose-preview.ts';
import { PlanTally } from '../assignments/plan-tally.ts';
import { chooseRunner } from './choose-runner.ts';
import type { ChunkResult, RunChunk } from './chunk-runner.ts';
import { type OnFailure, warnWhereNothingHappens } from './plan-rules.ts';
import type { Chunk } from './request-chunk-store.ts';
import { collectDetails, encodeOutcomes } from './request-rules.ts';
import { findForTrial, foreseeChunk, writePreview } from './trial-store.ts';

/**
 * Foresees what a planned request will come to by running each of its chunks and taking it back: the very
 * code that will run decides what the preview says.
 */
export async function foreseeByTrial(
  database: Database,
  orgId: number,
  { requestId, asker, onFailure }: { requestId: number; asker: Asker; onFailure: OnFailure },
): Promise<void> {
  const tally = new PlanTally();
  let account: Chunk | undefined;
  for (let chunkNo = 0; ; ) {
    const found = await inOrg(database, orgId, (tx) => findForTrial(tx, orgId, requestId, chunkNo));
    if (!found) break;
    const { chunk } = found;
    const request = { ...found.request, requestId };
    chunkNo = chunk.chunkNo;
    const tried = await tryInOrg(database, orgId, async (tx) => {
      // What an account holds can only return to it once it is back.
      if (account) await runChunk(tx, orgId, request, account);
      return runChunk(tx, orgId, request, chunk);
    });
    if (chunk.part === 'account') account = chunk;
    note(tally, tried);
    const planned = encodeOutcomes(tried.results);
    const details = collectDetails(tried.results);
    await inOrg(database, orgId, async (tx) =>
      foreseeChunk(tx, orgId, { requestId, chunkNo, planned, details }),
    );
  }
  await inOrg(database, orgId, async (tx) => {
    const preview = await composePreview(tx, orgId, asker, tally, 'There is nothing to take back.');
    writePreview(tx, orgId, requestId, warnWhereNothingHappens(preview, onFailure));
  });
}

function note(tally: PlanTally, { results, changes }: ChunkResult): void {
  for (const [place, { outcome, detail }] of results.entries()) {
    tally.note({ outcome, change: changes?.[place], detail });
  }
}

const runChunk: RunChunk = (tx, orgId, request, chunk) => {
  const run = chooseRunner(request, chunk);
  if (!run) throw new Error(`Nothing runs the chunks of a request of kind ${request.kind}.`);
  return run(tx, orgId, request, chunk);
};
