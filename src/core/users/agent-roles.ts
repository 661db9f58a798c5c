// Which agent roles are asked about: those of the org's list, and those in which anybody stands on a lead.

import { Refusal } from '../../contract/refusal.ts';
import { foldText } from '../../contract/rules/fold-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import { describeUnknownRole } from './agent-role-rules.ts';
import { listAgentRoles } from './agent-role-store.ts';

/** Refuses a role that there is not, at the member that names it: nothing could be in it. */
export async function refuseUnknownRole(
  tx: Transaction,
  orgId: number,
  { role, field }: { role: string | undefined; field: string },
): Promise<void> {
  if (role === undefined) return;
  const message = (await findUnknownRoles(tx, orgId, [role])).get(role);
  if (message !== undefined) throw new Refusal('role-not-found', { field, message });
}

/** Of these roles those that there are not, however they are spelt, each with a sentence that says which there are. */
export async function findUnknownRoles(
  tx: Transaction,
  orgId: number,
  roles: Iterable<string>,
): Promise<Map<string, string>> {
  const unknown = await selectUnknown(tx, orgId, [...new Set(roles)]);
  if (unknown.length === 0) return new Map();
  const known = (await listAgentRoles(tx, orgId)).map(({ name }) => name);
  return new Map(unknown.map((role) => [role, describeUnknownRole(role, known)]));
}

/** Of a role that stands on a lead there is a primary, so the index of primaries is enough to find it. */
async function selectUnknown(tx: Transaction, orgId: number, roles: readonly string[]): Promise<string[]> {
  if (roles.length === 0) return [];
  const rows = await tx.read<{ role: string }>({
    name: 'select-unknown-roles',
    text: `select role from unnest($2::text[], $3::text[]) r (role, key)
      where not exists (select from agent_role l where l.org_id = $1 and l.key = r.key)
        and not exists (select from assignment a where a.org_id = $1 and a.role = r.role
          and a.standing = 'primary' and a.until_at is null)`,
    values: [orgId, roles, roles.map(foldText)],
  });
  return rows.map(({ role }) => role);
}
