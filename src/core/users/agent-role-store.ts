import { foldText } from '../../contract/rules/fold-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import { noteSpellings } from '../spellings/spelling-store.ts';
import type { AgentRole } from './agent-role-rules.ts';

/** The agent roles of an org, in its order. */
export async function listAgentRoles(tx: Transaction, orgId: number): Promise<AgentRole[]> {
  return tx.read<AgentRole>({
    name: 'list-agent-roles',
    text: `select name, place, is_active as "isActive" from agent_role where org_id = $1 order by place, name`,
    values: [orgId],
  });
}

/** As `listAgentRoles`, for whoever changes them: one after the other. */
export async function lockAgentRoles(tx: Transaction, orgId: number): Promise<AgentRole[]> {
  await tx.read({ text: 'select from org where org_id = $1 for no key update', values: [orgId] });
  return listAgentRoles(tx, orgId);
}

/** Adds roles after those that there are; one that is there stays as it is. */
export function insertAgentRoles(tx: Transaction, orgId: number, names: readonly string[]): void {
  noteSpellings(tx, orgId, 'role', names);
  tx.write({
    name: 'insert-agent-roles',
    text: `insert into agent_role (org_id, key, name, place)
      select $1, r.key, r.name, r.at + (select coalesce(max(place), 0) from agent_role where org_id = $1)
      from unnest($2::text[], $3::text[]) with ordinality r (key, name, at) on conflict do nothing`,
    values: [orgId, names.map(foldText), names],
  });
}

/** Keeps the roles in this order, each as it is to be. */
export function saveAgentRoles(tx: Transaction, orgId: number, roles: readonly AgentRole[]): void {
  tx.write({
    text: `update agent_role a set place = r.place, is_active = r.is_active
      from unnest($2::text[], $3::boolean[]) with ordinality r (name, is_active, place)
      where a.org_id = $1 and a.name = r.name and (a.place, a.is_active) is distinct from (r.place, r.is_active)`,
    values: [orgId, roles.map(({ name }) => name), roles.map(({ isActive }) => isActive)],
  });
}
