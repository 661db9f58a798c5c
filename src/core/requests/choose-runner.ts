import { runAssignmentUndoChunk } from '../assignments/run-assignment-undo-chunk.ts';
import { runReassignChunk } from '../assignments/run-reassign-chunk.ts';
import { runSuccessionChunk } from '../assignments/run-succession-chunk.ts';
import { endLinesWithAccounts } from '../offboarding/end-lines-with-accounts.ts';
import { readLeaverIds } from '../offboarding/read-leavers.ts';
import { runAccountChunk } from '../offboarding/run-account-chunk.ts';
import { runAccountUndoChunk } from '../offboarding/run-account-undo-chunk.ts';
import { runManagerChunk } from '../reporting/run-manager-chunk.ts';
import { runManagerUndoChunk } from '../reporting/run-manager-undo-chunk.ts';
import { runPlannedManagers } from '../reporting/run-planned-managers.ts';
import { chooseDenial } from './choose-denial.ts';
import type { RunChunk } from './chunk-runner.ts';
import type { Chunk } from './request-chunk-store.ts';
import type { RunnableRequest, Subjects } from './request-store.ts';

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
