import type { RunChunk } from '../requests/chunk-runner.ts';
import { runLeadRows } from './run-lead-rows.ts';
import { decideSuccession } from './succession-rules.ts';

/** Runs the frozen leads of a leaver: the place of `leaverId` on each goes to the receiver of its row. */
export function runSuccessionChunk(leaverId: number): RunChunk {
  return (tx, orgId, request, chunk) =>
    runLeadRows(tx, orgId, {
      request,
      chunk,
      decide: (current, { primary }) => decideSuccession(current, { leaverId, successor: primary }),
    });
}
