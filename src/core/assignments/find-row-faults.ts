import type { Transaction } from '../../database/transaction.ts';
import type { RowFault } from '../leads/stage-rows.ts';
import { findUnknownRoles } from '../users/agent-roles.ts';

const mostTold = 1_000;

/** What is wrong with the words of staged rows, whatever they come to: a role that nobody has. */
export async function findRowFaults(tx: Transaction, orgId: number): Promise<RowFault[]> {
  const roles = await tx.read<{ role: string }>({
    text: `select distinct ask->>'agentRole' as role from staged_row where ask ? 'agentRole'`,
    values: [],
  });
  const unknown = await findUnknownRoles(
    tx,
    orgId,
    roles.map(({ role }) => role),
  );
  if (unknown.size === 0) return [];
  const named = await tx.read<{ at: number; role: string }>({
    text: `select coalesce(line, place) as at, ask->>'agentRole' as role from staged_row
      where ask->>'agentRole' = any($1::text[]) order by place limit ${mostTold}`,
    values: [[...unknown.keys()]],
  });
  return named.map(({ at, role }) => ({
    at,
    member: 'agentRole',
    column: 'agent_role',
    reason: unknown.get(role) ?? '',
  }));
}
