import type { Spec } from '../../../contract/v1/kinds/kinds.ts';
import { runLeadRows } from '../../assignments/run/run-lead-rows.ts';
import { decideReassignment } from '../../law/assignment-rules.ts';
import type { RunChunk } from '../../ledger/chunk-runner.ts';

/** Runs the frozen rows of a reassignment. All its leads go to the same receivers. */
export function runReassignChunk(spec: Spec<'reassign'>): RunChunk {
  const groups = [{ to: spec.to, shares: spec.shares ?? [] }];
  return (tx, orgId, request, chunk) =>
    runLeadRows(tx, orgId, {
      request,
      chunk,
      kept: spec,
      decide: decideReassignment,
      groups,
      choose: (_lead, open) => open(0),
    });
}
