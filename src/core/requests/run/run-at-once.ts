import { deflateSync, inflateSync } from 'node:zlib';
import type { Database } from '../../../database/database.ts';
import { inOrg, type Transaction } from '../../../database/transaction.ts';
import type { RunningRequest } from '../../ledger/chunk-runner.ts';
import { finishChunk } from '../../ledger/request-chunk-store.ts';
import { collectDetails, countOutcomes, standsInTheWay } from '../../ledger/request-rules.ts';
import { holdRunning } from '../../ledger/state-store.ts';
import { finish, finishEarly } from './finish-request.ts';
import { beginRequest, type RanChunk, runNextChunk } from './run-next-chunk.ts';

/** The rows of a chunk that stand in the way, kept small: a request may have a million of them. */
interface Obstacles {
  chunkNo: number;
  outcomes: string;
  failed: number;
  details: Buffer;
}

/** Rows stand in the way of a request that is all or nothing: all that ran is taken back with the transaction. */
class NothingHappened extends Error {
  readonly obstacles: readonly Obstacles[];

  constructor(obstacles: readonly Obstacles[]) {
    super('Rows stood in the way, so nothing of the request was kept.');
    this.obstacles = obstacles;
  }
}

/**
 * Runs every chunk in one transaction, to its end whatever rows stand in the way: either all rows are done, or none
 * is, and each of those that stood in the way is told.
 */
export async function runAtOnce(
  database: Database,
  orgId: number,
  request: RunningRequest,
  onProgress: () => void,
): Promise<void> {
  try {
    await inOrg(database, orgId, async (tx) => {
      if (!(await holdRunning(tx, orgId, request.requestId))) return;
      const begun = await beginRequest(tx, orgId, request);
      const obstacles = begun ? [toObstacles(begun)] : [];
      for (
        let ran = await runNextChunk(tx, orgId, request);
        ran;
        ran = await runNextChunk(tx, orgId, request)
      ) {
        onProgress();
        if (ran.results.some(standsInTheWay)) obstacles.push(toObstacles(ran));
      }
      if (obstacles.length > 0) throw new NothingHappened(obstacles);
      await finish(tx, orgId, request);
    });
  } catch (error) {
    if (!(error instanceof NothingHappened)) throw error;
    await inOrg(database, orgId, (tx) => recordObstacles(tx, orgId, request, error.obstacles));
  }
}

function toObstacles({ chunk, results }: RanChunk): Obstacles {
  const rows = chunk.subjects.map((_, place) => {
    const result = results[place];
    return result && standsInTheWay(result) ? result : undefined;
  });
  const details = collectDetails(rows.map((row) => ({ detail: row?.detail })));
  return {
    chunkNo: chunk.chunkNo,
    outcomes: rows.map((row) => (row ? 'f' : 'n')).join(''),
    failed: rows.filter((row) => row).length,
    details: deflateSync(JSON.stringify(details)),
  };
}

/** Unless it was cancelled or run by somebody else since its rows were taken back. */
async function recordObstacles(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  obstacles: readonly Obstacles[],
): Promise<void> {
  const { requestId } = request;
  if (!(await holdRunning(tx, orgId, requestId))) return;
  for (const { chunkNo, outcomes, failed, details } of obstacles) {
    finishChunk(tx, orgId, {
      requestId,
      chunkNo,
      outcomes,
      details: JSON.parse(inflateSync(details).toString()),
      counts: { ...countOutcomes([]), total: outcomes.length, failed },
    });
  }
  await finishEarly(tx, orgId, request);
}
