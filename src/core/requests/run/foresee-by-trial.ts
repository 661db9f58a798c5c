import type { OnFailure } from '../../../contract/words/term-words.ts';
import type { Database } from '../../../database/database.ts';
import { inOrg, tryInOrg } from '../../../database/transaction.ts';
import type { Asker } from '../../access/access-rules.ts';
import { composePreview } from '../../assignments/plan/compose-preview.ts';
import { PlanTally } from '../../assignments/plan/plan-tally.ts';
import type { ChunkResult, RunChunk, RunningRequest } from '../../ledger/chunk-runner.ts';
import { warnWhereNothingHappens } from '../../ledger/plan-rules.ts';
import type { Chunk } from '../../ledger/request-chunk-store.ts';
import { collectDetails, encodeOutcomes } from '../../ledger/request-rules.ts';
import { findForTrial, foreseeChunk, writePreview } from '../../ledger/trial-store.ts';
import { turnOf } from '../../ledger/turn-rules.ts';
import { chooseRunner } from './choose-runner.ts';

interface Foreseeing {
  requestId: number;
  asker: Asker;
  onFailure: OnFailure;
  /** What is told of no rows at all. */
  whenEmpty: string;
}

/**
 * Foresees what a planned request will come to by running each of its chunks and taking it back: the very
 * code that will run decides what the preview says.
 */
export async function foreseeByTrial(
  database: Database,
  orgId: number,
  { requestId, asker, onFailure, whenEmpty }: Foreseeing,
): Promise<void> {
  const tally = new PlanTally();
  const first: Chunk[] = [];
  const last: { request: RunningRequest; chunk: Chunk }[] = [];
  for (let chunkNo = 0; ; ) {
    const found = await inOrg(database, orgId, (tx) => findForTrial(tx, orgId, requestId, chunkNo));
    if (!found) break;
    const { chunk } = found;
    const request = { ...found.request, requestId, isTrial: true };
    chunkNo = chunk.chunkNo;
    const turn = turnOf(chunk, request);
    if (turn === 'last') last.push({ request, chunk });
    else await tryChunk(database, orgId, { request, chunk, before: first, tally });
    if (turn === 'first') first.push(chunk);
  }
  // What waits is judged by what all other rows were foreseen to place, each after those before it.
  for (const { request, chunk } of last) {
    await tryChunk(database, orgId, { request, chunk, before: first, tally });
    first.push(chunk);
  }
  await inOrg(database, orgId, async (tx) => {
    const preview = await composePreview(tx, orgId, asker, tally, whenEmpty);
    writePreview(tx, orgId, requestId, warnWhereNothingHappens(preview, onFailure));
  });
}

interface Trial {
  request: RunningRequest;
  chunk: Chunk;
  /** What runs before it: an account must be back before what it held can return to it. */
  before: readonly Chunk[];
  tally: PlanTally;
}

async function tryChunk(
  database: Database,
  orgId: number,
  { request, chunk, before, tally }: Trial,
): Promise<void> {
  const { requestId } = request;
  const tried = await tryInOrg(database, orgId, async (tx) => {
    for (const each of before) await runChunk(tx, orgId, request, each);
    return runChunk(tx, orgId, request, chunk);
  });
  note(tally, tried);
  const { chunkNo } = chunk;
  const planned = encodeOutcomes(tried.results);
  const details = collectDetails(tried.results);
  await inOrg(database, orgId, async (tx) =>
    foreseeChunk(tx, orgId, { requestId, chunkNo, planned, details, receivers: tried.receivers }),
  );
}

function note(tally: PlanTally, { results, changes, emptied, keys }: ChunkResult): void {
  if (keys) tally.keys = keys;
  for (const [place, { outcome, detail }] of results.entries()) {
    tally.note({ outcome, change: changes?.[place], detail, isEmptied: emptied?.[place] });
  }
}

const runChunk: RunChunk = (tx, orgId, request, chunk) => {
  const run = chooseRunner(request, chunk);
  if (!run) throw new Error(`Nothing runs the chunks of a request of kind ${request.kind}.`);
  return run(tx, orgId, request, chunk);
};
