import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { ToldLeadFacts } from '../../contract/v1/lead-facts.ts';
import type { LeadSort, Standing } from '../../contract/words/lead-words.ts';
import type { Database } from '../../database/database.ts';
import { planForValues } from '../../database/plan-for-values.ts';
import { readInOrg, type Transaction } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { userNameAt } from '../moments/fact-at.ts';
import { heldAt } from '../moments/held-at.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import { type Page, type PageAsk, toPage } from '../paging/page-rules.ts';
import { findUsersInReach } from '../reporting/find-users-in-reach.ts';
import { refuseUnknownRole } from '../users/agent-roles.ts';
import type { UserReference } from '../users/user-reference.ts';
import { countLeads } from './count-leads.ts';
import { conditionsOf, type SelectionAsk } from './lead-conditions.ts';
import { toldColumns } from './lead-facts.ts';
import { orderLeads } from './lead-order.ts';
import { judgeSearch, listNamed, listNames } from './lead-search.ts';

export interface ListedAssignment {
  userId: number;
  name: string;
  isActive: boolean;
  role: string;
  standing: Standing;
}

export interface ListedLead extends ToldLeadFacts {
  leadId: number;
  attributes: Record<string, unknown>;
  createdAt: string;
  /** Null where the leads are listed as of an earlier moment. */
  revision: number | null;
  /** Primaries first, then by role and by how long. */
  assignments: ListedAssignment[];
}

export type LeadRow = Omit<ListedLead, 'assignments'>;
type KeyedRow = LeadRow & { key: string };

export interface LeadPage extends Page<ListedLead> {
  /** Null: it was not asked for, or counting takes too long. */
  total: number | null;
}

export interface LeadsAsk extends SelectionAsk, PageAsk {
  sort: LeadSort;
  count: boolean;
}

/** The leads in sight that match, with who stands on each, now or as of a moment; of any number, a page costs the same. */
export async function listLeads(
  database: Database,
  reader: Reader,
  { owner, q, sort, count, after, limit, ...filter }: LeadsAsk,
): Promise<LeadPage> {
  const { orgId } = reader;
  const order = orderLeads(reader.orgId, sort, after);
  const page = await readInOrg(database, orgId, async (tx) => {
    planForValues(tx);
    await refuseFuture(tx, filter.asOf);
    await refuseUnknownRole(tx, orgId, { role: filter.agentRole, field: 'agentRole' });
    const ownerId = owner && (await findOwner(tx, reader, owner));
    const matching = sql`lead l ${await joinNames(tx, orgId, { q, sort })}
      where l.org_id = ${orgId} ${conditionsOf(orgId, { ...filter, owner: ownerId, seenBy: reader })}`;
    const rows = await tx.read<KeyedRow>(sql`select ${leadColumns}, ${order.key} as key from ${matching}
      ${order.beyond} order by ${order.orderBy} limit ${limit + 1}`);
    const { items, next } = toPage(rows, limit, order.nextAfter);
    return { next, matching, items: await addAssignments(tx, orgId, items, filter.asOf) };
  });
  const total = count ? await countLeads(database, orgId, page.matching) : null;
  return { items: page.items, next: page.next, total };
}

/** What is shown of a lead `l` beside who stands on it. */
export const leadColumns: Sql = sql`l.lead_id as "leadId", ${raw(toldColumns)}, l.attributes,
  l.created_at as "createdAt", l.revision`;

/** Names `n` to find or to order leads `l` by, the sooner way. */
async function joinNames(
  tx: Transaction,
  orgId: number,
  { q, sort }: Pick<LeadsAsk, 'q' | 'sort'>,
): Promise<Sql> {
  if (!q && !sort.endsWith('name')) return empty;
  const names = q ? listNamed(orgId, await judgeSearch(tx, orgId, { q, sort })) : listNames(orgId);
  return sql`join (${names}) n on n.lead_id = l.lead_id`;
}

/** Refuses whoever a selection of the same owner would refuse; an agent reaches nobody and sees themselves. */
export async function findOwner(tx: Transaction, reader: Reader, owner: UserReference): Promise<number> {
  const { users, reach } = await findUsersInReach(tx, reader.orgId, reader, [owner]);
  const isAgent = reader.userId !== null && reader.accessRole === 'agent';
  const field = owner.userId === undefined ? 'ownerEmail' : 'ownerUserId';
  return users.get(owner, field, isAgent ? new Set([reader.userId]) : reach, sightOf(reader)).userId;
}

async function addAssignments(
  tx: Transaction,
  orgId: number,
  leads: readonly KeyedRow[],
  asOf: string | undefined,
): Promise<ListedLead[]> {
  const rows = await tx.read<ListedAssignment & { leadId: number }>(sql`select a.lead_id as "leadId",
      a.user_id as "userId", ${userNameAt('u', asOf)} as name, u.is_active as "isActive", a.role, a.standing
    from assignment a join org_user u on u.org_id = a.org_id and u.user_id = a.user_id
    where a.org_id = ${orgId} and a.lead_id = any(${leads.map((lead) => lead.leadId)}::bigint[])
      and ${heldAt('a', asOf)}
    order by a.standing = 'primary' desc, a.role, coalesce(a.role_since, a.from_at), a.user_id`);
  const byLead = Map.groupBy(rows, (row) => row.leadId);
  return leads.map(({ key: _, ...lead }) => ({
    ...lead,
    revision: asOf === undefined ? lead.revision : null,
    assignments: (byLead.get(lead.leadId) ?? []).map(({ leadId: _lead, ...assignment }) => assignment),
  }));
}
