import type { Share } from '../../contract/rules/share-rules.ts';
import type { RunChunk } from '../requests/chunk-runner.ts';
import type { To } from '../requests/receiving.ts';
import { decideReassignment } from './assignment-rules.ts';
import type { KeptSpec } from './read-terms.ts';
import { runLeadRows } from './run-lead-rows.ts';

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
