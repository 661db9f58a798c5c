import type { RunChunk } from '../requests/chunk-runner.ts';
import type { DecideLead } from './assignment-rules.ts';
import { runLeadRows } from './run-lead-rows.ts';
import { decideSuccession } from './succession-rules.ts';

/** A lead's change when these users leave it. */
export function succeedTo(leaverIds: ReadonlySet<number>): DecideLead {
  return (current, { primary, heirs }) => decideSuccession(current, { leaverIds, successor: primary, heirs });
}

/** Runs the frozen leads of leavers: their place on each goes to the receiver of its row, or to their own heir. */
export function runSuccessionChunk(leaverIds: ReadonlySet<number>): RunChunk {
  return (tx, orgId, request, chunk) =>
    runLeadRows(tx, orgId, { request, chunk, decide: succeedTo(leaverIds) });
}
