import { runAssignmentUndoChunk } from '../assignments/run-assignment-undo-chunk.ts';
import { runReassignChunk } from '../assignments/run-reassign-chunk.ts';
import { runManagerChunk } from '../reporting/run-manager-chunk.ts';
import { runManagerUndoChunk } from '../reporting/run-manager-undo-chunk.ts';
import { runPlannedManagers } from '../reporting/run-planned-managers.ts';
import type { RunChunk } from './chunk-runner.ts';
import type { Chunk, RunnableRequest } from './request-store.ts';

/** What runs a chunk of this kind of request; undefined where its rows are written in another way. */
export function chooseRunner(
  { kind, subjects }: RunnableRequest,
  { part, receivers }: Chunk,
): RunChunk | undefined {
  switch (kind) {
    case 'managers': // accepted as it came from the LeadSquared face, or planned
      return receivers ? runPlannedManagers : runManagerChunk;
    case 'undo':
      return (part ?? subjects) === 'users' ? runManagerUndoChunk : runAssignmentUndoChunk;
    case 'reassign':
      return runReassignChunk;
    case 'offboard': // its parts follow
    case 'import': // written as the file is read
      return undefined;
  }
}
