// Which agent roles an organisation knows: those that its users have, and those in which anybody stands on a lead.

import { Refusal } from '../../contract/refusal.ts';
import { foldText } from '../../contract/rules/fold-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import { findNearestWord } from '../csv/nearest-word-rules.ts';
import { listSpellings } from '../spellings/spelling-store.ts';

const mostTold = 20;
/** A longer name is nobody's slip of the pen. */
const longestName = 60;

/** Refuses a role that nobody has, at the member that names it: nothing could be in it. */
export async function refuseUnknownRole(
  tx: Transaction,
  orgId: number,
  { role, field }: { role: string | undefined; field: string },
): Promise<void> {
  if (role === undefined) return;
  const message = (await findUnknownRoles(tx, orgId, [role])).get(role);
  if (message !== undefined) throw new Refusal('role-not-found', { field, message });
}

/** Of these roles those that nobody has, however they are spelt, each with a sentence that says which there are. */
export async function findUnknownRoles(
  tx: Transaction,
  orgId: number,
  roles: Iterable<string>,
): Promise<Map<string, string>> {
  const unknown = await selectUnknown(tx, orgId, [...new Set(roles)]);
  if (unknown.length === 0) return new Map();
  const known = await listAgentRoles(tx, orgId);
  const keys = new Set(known.map(foldText));
  const strange = unknown.filter((role) => !keys.has(foldText(role)));
  return new Map(strange.map((role) => [role, describeUnknownRole(role, known)]));
}

/** Of a role that stands on a lead there is a primary, so the index of primaries is enough to find it. */
async function selectUnknown(tx: Transaction, orgId: number, roles: readonly string[]): Promise<string[]> {
  if (roles.length === 0) return [];
  const rows = await tx.read<{ role: string }>({
    name: 'select-unknown-roles',
    text: `select role from unnest($2::text[]) r (role)
      where not exists (select from org_user u where u.org_id = $1 and u.agent_role = r.role)
        and not exists (select from assignment a where a.org_id = $1 and a.role = r.role
          and a.standing = 'primary' and a.until_at is null)`,
    values: [orgId, roles],
  });
  return rows.map(({ role }) => role);
}

/** As `listAgentRoles`, in every spelling in which they ever came, the first of each before its others. */
export async function listRoleSpellings(tx: Transaction, orgId: number): Promise<string[]> {
  const [spelt, held] = await Promise.all([listSpellings(tx, orgId, 'role'), listAgentRoles(tx, orgId)]);
  return [...new Set([...spelt, ...held])];
}

async function listAgentRoles(tx: Transaction, orgId: number): Promise<string[]> {
  const rows = await tx.read<{ role: string }>({
    name: 'list-agent-roles',
    text: `select distinct agent_role as role from org_user where org_id = $1 order by 1 limit 1000`,
    values: [orgId],
  });
  return rows.map(({ role }) => role);
}

/** `There is no agent role "Procesor" …; did you mean "Processor"? The roles here are Loan Officer, Processor.` */
export function describeUnknownRole(role: string, known: readonly string[]): string {
  const nearest = role.length <= longestName ? findNearest(role, known) : undefined;
  const guess = nearest === undefined ? '.' : `; did you mean "${nearest}"?`;
  const more = known.length - mostTold;
  const told = known.slice(0, mostTold).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const there = known.length === 0 ? 'Nobody has any role here yet.' : `The roles here are: ${told}.`;
  return `There is no agent role "${role.slice(0, longestName)}" in this organisation${guess} ${there}`;
}

function findNearest(role: string, known: readonly string[]): string | undefined {
  const lower = findNearestWord(foldText(role), known.map(foldText));
  return known.find((each) => foldText(each) === lower);
}
