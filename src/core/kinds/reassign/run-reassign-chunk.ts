import type { Share } from '../../../contract/rules/share-rules.ts';
import type { KeptSpec } from '../../assignments/run/read-terms.ts';
import { runLeadRows } from '../../assignments/run/run-lead-rows.ts';
import { decideReassignment } from '../../law/assignment-rules.ts';
import type { RunChunk } from '../../ledger/chunk-runner.ts';
import type { To } from '../../ledger/receiving.ts';

interface ReassignSpec extends KeptSpec {
  to?: To;
  shares?: readonly Share[];
}

/** Runs the frozen rows of a reassignment. All its leads go to the same receivers. */
export const runReassignChunk: RunChunk = (tx, orgId, request, chunk) =>
  runLeadRows(tx, orgId, {
    request,
    chunk,
    decide: decideReassignment,
    group: ({ to, shares = [] }: ReassignSpec) => ({
      groups: [{ to, shares }],
      choose: (_lead, open) => open(0),
    }),
  });
