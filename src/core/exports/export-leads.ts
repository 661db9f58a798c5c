import sql, { type Sql } from 'sql-template-tag';
import { Refusal } from '../../contract/refusal.ts';
import type { Standing } from '../../contract/words/lead-words.ts';
import type { Database } from '../../database/database.ts';
import { readWhole } from '../../database/read-whole.ts';
import { readInOrg, type Transaction } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { conditionsOf, type SelectionAsk } from '../leads/lead-conditions.ts';
import { findOwner, type LeadRow, leadColumns } from '../leads/list-leads.ts';
import { userFactAt, userNameAt } from '../moments/fact-at.ts';
import { heldAt } from '../moments/held-at.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import { refuseUnknownRole } from '../users/agent-roles.ts';
import { rowsAFetch } from './rows-a-fetch.ts';

interface Holder {
  userId: number;
  name: string;
  email: string;
  isActive: boolean;
  role: string;
  standing: Standing;
}

export interface ExportedLead extends LeadRow {
  isArchived: boolean;
  /** Primaries first, of them those in the role that is theirs. */
  assignments: Holder[];
}

/** All leads in sight that match, and what attributes they have, as of one moment. */
export interface LeadExport {
  /** Of any lead, in the order of their names. */
  attributes: readonly string[];
  pages: AsyncGenerator<ExportedLead[], void>;
}

/** Of one row of a CSV: an import takes 500 columns. */
const mostAttributes = 450;

/** Gives all leads in sight that match, in the order of their ids, while one transaction sees them as of one moment. */
export async function exportLeads(
  database: Database,
  reader: Reader,
  { isTable, ...filter }: SelectionAsk & { isTable: boolean },
  take: (leads: LeadExport) => Promise<void>,
): Promise<void> {
  const { orgId } = reader;
  await readInOrg(database, orgId, async (tx) => {
    const wanted = await findWanted(tx, reader, filter);
    const attributes = isTable ? await listAttributes(tx, wanted) : [];
    const rows = await readWhole<LeadRow & { isArchived: boolean }>(
      tx,
      sql`select ${leadColumns}, l.is_archived as "isArchived" from ${wanted} order by l.lead_id`,
      rowsAFetch,
    );
    await take({ attributes, pages: addHolders(tx, orgId, rows, filter.asOf) });
  });
}

/** The leads `l` in sight that match. Refuses what a list of them would refuse. */
export async function findWanted(
  tx: Transaction,
  reader: Reader,
  { owner, ...filter }: SelectionAsk,
): Promise<Sql> {
  const { orgId } = reader;
  await refuseFuture(tx, filter.asOf);
  await refuseUnknownRole(tx, orgId, { role: filter.agentRole, field: 'agentRole' });
  const ownerId = owner && (await findOwner(tx, reader, owner));
  const conditions = conditionsOf(orgId, { ...filter, owner: ownerId, seenBy: reader });
  return sql`lead l where l.org_id = ${orgId} ${conditions}`;
}

/** Those that any of the leads has, which are columns of a table. */
async function listAttributes(tx: Transaction, wanted: Sql): Promise<string[]> {
  const rows = await tx.read<{
    name: string;
  }>(sql`select distinct a.name from (select l.attributes from ${wanted}) l,
    jsonb_each_text(l.attributes) a (name, value) where a.value <> '' limit ${mostAttributes + 1}`);
  if (rows.length <= mostAttributes) return rows.map(({ name }) => name).sort();
  throw new Refusal('invalid-input', {
    field: 'format',
    message: `These leads have more than ${mostAttributes} attributes, which no table holds. Export them with format=ndjson.`,
  });
}

async function* addHolders(
  tx: Transaction,
  orgId: number,
  pages: AsyncGenerator<Omit<ExportedLead, 'assignments'>[], void>,
  asOf: string | undefined,
): AsyncGenerator<ExportedLead[], void> {
  for await (const leads of pages) {
    const holders = await listHolders(tx, orgId, { leadIds: leads.map(({ leadId }) => leadId), asOf });
    const byLead = Map.groupBy(holders, ({ leadId }) => leadId);
    yield leads.map((lead) => ({
      ...lead,
      revision: asOf === undefined ? lead.revision : null,
      assignments: (byLead.get(lead.leadId) ?? []).map(({ leadId: _, ...holder }) => holder),
    }));
  }
}

async function listHolders(
  tx: Transaction,
  orgId: number,
  { leadIds, asOf }: { leadIds: readonly number[]; asOf: string | undefined },
): Promise<(Holder & { leadId: number })[]> {
  return tx.read(sql`select a.lead_id as "leadId", a.user_id as "userId", ${userNameAt('u', asOf)} as name,
      ${userFactAt('u', 'email', asOf)} as email, u.is_active as "isActive", a.role, a.standing
    from assignment a join org_user u on u.org_id = a.org_id and u.user_id = a.user_id
    where a.org_id = ${orgId} and a.lead_id = any(${[...leadIds]}::bigint[]) and ${heldAt('a', asOf)}
    order by a.standing = 'primary' desc, a.role = u.agent_role desc, a.role, coalesce(a.role_since, a.from_at), a.user_id`);
}
