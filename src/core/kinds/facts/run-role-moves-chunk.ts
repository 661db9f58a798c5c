import type { Spec } from '../../../contract/v1/kinds/kinds.ts';
import { runLeadRows } from '../../assignments/run/run-lead-rows.ts';
import { decideRoleMove, type NewRoles } from '../../law/role-move-rules.ts';
import type { RunChunk } from '../../ledger/chunk-runner.ts';

export function newRolesOf({ roles = [] }: Spec<'facts'>): NewRoles {
  return new Map(roles.map(({ userId, agentRole }) => [userId, agentRole]));
}

/** Moves users to the role that they have by now, on the leads on which they stand in another. */
export function runRoleMovesChunk(spec: Spec<'facts'>): RunChunk {
  const decide = decideRoleMove(newRolesOf(spec));
  const choose = () => ({ receiver: null, why: undefined });
  return (tx, orgId, request, chunk) =>
    runLeadRows(tx, orgId, { request, chunk, kept: {}, decide, groups: [], choose });
}
