import { endLinesWithAccounts } from '../accounts/end-lines-with-accounts.ts';
import { runAccountChunk } from '../accounts/run-account-chunk.ts';
import { runAccountUndoChunk } from '../accounts/run-account-undo-chunk.ts';
import { runAssignmentUndoChunk } from '../assignments/run/run-assignment-undo-chunk.ts';
import { runManagerChunk } from '../kinds/managers/run-manager-chunk.ts';
import { readLeaverIds } from '../kinds/offboard/read-leavers.ts';
import { runSuccessionChunk } from '../kinds/offboard/run-succession-chunk.ts';
import { runReassignChunk } from '../kinds/reassign/run-reassign-chunk.ts';
import type { RunChunk } from '../ledger/chunk-runner.ts';
import type { Chunk } from '../ledger/request-chunk-store.ts';
import type { RunnableRequest, Subjects } from '../ledger/request-store.ts';
import { runManagerUndoChunk } from '../reporting/run-manager-undo-chunk.ts';
import { runPlannedManagers } from '../reporting/run-planned-managers.ts';
import { chooseDenial } from './choose-denial.ts';

/** What runs a chunk of this kind of request; undefined where its rows are written in another way. */
export function chooseRunner(request: RunnableRequest, chunk: Chunk): RunChunk | undefined {
  const denial = chooseDenial(request);
  if (denial) return denial;
  const run = chooseByKind(request, chunk);
  return run && chunk.ownLines && request.ending !== null ? endLinesWithAccounts(run) : run;
}

function chooseByKind(
  { kind, subjects, spec }: RunnableRequest,
  { part, receivers }: Chunk,
): RunChunk | undefined {
  switch (kind) {
    case 'managers': // accepted as it came from the LeadSquared face, or planned
      return receivers ? runPlannedManagers : runManagerChunk;
    case 'undo':
      return chooseUndoRunner(part ?? subjects);
    case 'reassign':
      return runReassignChunk;
    case 'offboard':
      return chooseOffboardRunner(part, spec);
    case 'import': // written as the file is read
      return undefined;
  }
}

function chooseUndoRunner(part: Chunk['part'] | Subjects): RunChunk {
  if (part === 'account') return runAccountUndoChunk;
  return part === 'users' ? runManagerUndoChunk : runAssignmentUndoChunk;
}

function chooseOffboardRunner(part: Chunk['part'], spec: unknown): RunChunk {
  if (part === 'account') return runAccountChunk;
  return part === 'users' ? runPlannedManagers : runSuccessionChunk(new Set(readLeaverIds(spec)));
}
