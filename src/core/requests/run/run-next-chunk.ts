import type { Transaction } from '../../../database/transaction.ts';
import { type ChunkResult, endsRequest, type RunningRequest } from '../../ledger/chunk-runner.ts';
import { type Chunk, finishChunk, takeChunk } from '../../ledger/request-chunk-store.ts';
import { collectDetails, countOutcomes, encodeOutcomes } from '../../ledger/request-rules.ts';
import { findRunnable } from '../../ledger/request-store.ts';
import { kindOf } from '../kinds.ts';
import { parts } from '../parts.ts';
import { chooseRunner } from './choose-runner.ts';
import { finishEarly } from './finish-request.ts';
import { notePutBack } from './note-put-back.ts';

export interface RanChunk {
  chunk: Chunk;
  results: ChunkResult['results'];
  /** The request goes on after it. */
  goesOn: boolean;
}

/** Which chunks are left to another run, and which one was taken; 0 for none yet. */
export interface Taking {
  leaves: readonly number[];
  taken: number;
}

/** Runs the next chunk that nobody holds and marks it done; undefined where there is none to run. */
export async function runNextChunk(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  taking: Taking = { leaves: [], taken: 0 },
): Promise<RanChunk | undefined> {
  const { requestId } = request;
  const chunk = await takeChunk(tx, orgId, requestId, {
    inOrder: runsInOrder(request),
    ending: request.ending,
    leaves: taking.leaves,
  });
  taking.taken = chunk?.chunkNo ?? 0;
  // Looked at after the chunk, which may have been waited for: whoever had it may have ended the request.
  const found = chunk && (await findRunnable(tx, orgId, requestId));
  const run = found && chooseRunner(found, chunk);
  if (!run) return undefined;
  const running = { ...found, requestId };
  const kept = await keepChunk(tx, orgId, running, { chunk, ran: await run(tx, orgId, running, chunk) });
  const along = await runAlong(tx, orgId, running, chunk);
  const goesOn = kept.goesOn && along?.goesOn !== false;
  if (!goesOn) await finishEarly(tx, orgId, request);
  return { ...kept, goesOn };
}

/** What ends with the rows of a chunk, also where one of them ends the request; of all or nothing it has its own turn. */
async function runAlong(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  { part }: Chunk,
): Promise<RanChunk | undefined> {
  if (part === null || request.onFailure === 'all-or-nothing') return undefined;
  const chunk = await parts[part].holdAlong?.(tx, orgId, request);
  const run = chunk && chooseRunner(request, chunk);
  return run && keepChunk(tx, orgId, request, { chunk, ran: await run(tx, orgId, request, chunk) });
}

/** What a request does before any of its rows. Gives what ends it there; undefined for nothing. */
export async function beginRequest(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
): Promise<RanChunk | undefined> {
  const stopped = await kindOf(request.kind).begin?.(tx, orgId, request);
  const kept = stopped && (await keepChunk(tx, orgId, request, stopped));
  if (kept && !kept.goesOn) await finishEarly(tx, orgId, request);
  return kept;
}

/** Marks a chunk done, with what became of its rows; whether they end the request. */
async function keepChunk(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  { chunk, ran }: { chunk: Chunk; ran: ChunkResult },
): Promise<RanChunk> {
  const { results, subjects, revisions, receivers, whys, books } = ran;
  await notePutBack(tx, orgId, request, { chunk, results });
  finishChunk(tx, orgId, {
    requestId: request.requestId,
    chunkNo: chunk.chunkNo,
    subjects,
    revisions,
    receivers,
    whys,
    books,
    outcomes: encodeOutcomes(results, chunk.subjects.length),
    details: collectDetails(results),
    counts: countOutcomes(results),
  });
  const isCutShort = ran.endsRequest || results.some((result) => endsRequest(result, request));
  return { chunk, results, goesOn: request.onFailure === 'all-or-nothing' || !isCutShort };
}

/**
 * Where a row may end the request, the rows after it are those that follow it. An offboarding ends accounts after
 * everything has moved away from them, and its undo brings them back before anything returns to them.
 */
export function runsInOrder({ onFailure, onDrift, subjects }: RunningRequest): boolean {
  return onFailure === 'stop' || onDrift === 'stop' || subjects === 'parts';
}
