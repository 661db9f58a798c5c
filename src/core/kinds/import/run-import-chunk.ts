import { runNewUsersChunk } from '../../facts/run-new-users-chunk.ts';
import { runUserFactsChunk } from '../../facts/run-user-facts-chunk.ts';
import type { RunChunk } from '../../ledger/chunk-runner.ts';
import type { Chunk } from '../../ledger/request-chunk-store.ts';
import type { RowResult } from '../../ledger/request-rules.ts';
import { runPlannedManagers } from '../../reporting/run-planned-managers.ts';

/**
 * Runs rows of a file, each sort as wherever it comes from; what was rejected stays so. Whom a trial brought is not here
 * when it is over, so that nobody is told as who receives by it.
 */
export const runImportChunk: RunChunk = async (tx, orgId, request, chunk) => {
  const rejected = listRejected(chunk);
  if (rejected) return { results: rejected };
  const ran = await runnerOf(chunk)(tx, orgId, request, chunk);
  return request.isTrial ? { ...ran, receivers: undefined } : ran;
};

function runnerOf({ part }: Chunk): RunChunk {
  if (part === 'account') return runNewUsersChunk;
  return part === 'users' ? runPlannedManagers : runUserFactsChunk;
}

/** Of a chunk of rejected rows, which say their line as none that was judged does. */
function listRejected({ subjects, details }: Chunk): RowResult[] | undefined {
  if (details?.[0]?.line === undefined) return undefined;
  return subjects.map((_, place) => ({ outcome: 'failed', detail: details[place] }));
}
