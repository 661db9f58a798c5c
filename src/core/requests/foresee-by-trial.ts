import type { Database } from '../../database/database.ts';
import { inOrg, tryInOrg } from '../../database/transaction.ts';
import { chooseRunner } from './choose-runner.ts';
import type { RunChunk } from './chunk-runner.ts';
import type { PlanWarning, Preview } from './plan-rules.ts';
import type { Chunk } from './request-chunk-store.ts';
import { type Counts, collectDetails, countOutcomes, encodeOutcomes } from './request-rules.ts';
import { findForTrial, foreseeChunk, writePreview } from './trial-store.ts';

/**
 * Foresees what a planned request will come to by running each of its chunks and taking it back: the very
 * code that will run decides what the preview says.
 */
export async function foreseeByTrial(database: Database, orgId: number, requestId: number): Promise<void> {
  const sums: Counts = { total: 0, changed: 0, unchanged: 0, failed: 0, skipped: 0 };
  let account: Chunk | undefined;
  for (let chunkNo = 0; ; ) {
    const found = await inOrg(database, orgId, (tx) => findForTrial(tx, orgId, requestId, chunkNo));
    if (!found) break;
    const { chunk } = found;
    const request = { ...found.request, requestId };
    chunkNo = chunk.chunkNo;
    const { results } = await tryInOrg(database, orgId, async (tx) => {
      // What an account holds can only return to it once it is back.
      if (account) await runChunk(tx, orgId, request, account);
      return runChunk(tx, orgId, request, chunk);
    });
    if (chunk.part === 'account') account = chunk;
    await inOrg(database, orgId, async (tx) =>
      foreseeChunk(tx, orgId, {
        requestId,
        chunkNo,
        planned: encodeOutcomes(results),
        details: collectDetails(results),
      }),
    );
    const counts = countOutcomes(results);
    sums.total += counts.total;
    sums.changed += counts.changed;
    sums.unchanged += counts.unchanged;
    sums.failed += counts.failed;
    sums.skipped += counts.skipped;
  }
  await inOrg(database, orgId, async (tx) => writePreview(tx, orgId, requestId, toPreview(sums)));
}

const runChunk: RunChunk = (tx, orgId, request, chunk) => {
  const run = chooseRunner(request, chunk);
  if (!run) throw new Error(`Nothing runs the chunks of a request of kind ${request.kind}.`);
  return run(tx, orgId, request, chunk);
};

function toPreview({ changed, unchanged, failed, skipped }: Counts): Preview {
  return { changed, unchanged, failed, skipped, books: [], usersTouched: 0, warnings: warn(failed, skipped) };
}

function warn(failed: number, skipped: number): PlanWarning[] {
  return [
    ...(failed > 0
      ? [{ code: 'rows-will-fail' as const, message: `${failed} rows will fail; each says why.` }]
      : []),
    ...(skipped > 0
      ? [
          {
            code: 'later-changes' as const,
            message: `${skipped} rows were changed later and will be left alone.`,
          },
        ]
      : []),
  ];
}
