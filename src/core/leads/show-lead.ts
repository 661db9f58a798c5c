import sql, { raw } from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { ToldLeadFacts } from '../../contract/v1/lead-facts.ts';
import { archived, recordFact } from '../../contract/words/fact-words.ts';
import type { Standing } from '../../contract/words/lead-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg, type Transaction } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesLead } from '../access/sight.ts';
import { externalKeysOf } from '../external-keys/external-key-store.ts';
import { joinRequest } from '../ledger/join-request.ts';
import { keyMakerOf } from '../ledger/key-maker.ts';
import { heldAt } from '../moments/held-at.ts';
import { readOptionalMoment } from '../moments/read-moment.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import type { Person } from '../users/person.ts';
import { type SeenPerson, seenPersonOf } from '../users/seen-person.ts';
import { toldColumns } from './lead-facts.ts';
import { leadFactsSince, type PastFacts, turnBack } from './lead-facts-at.ts';
import { versionOfLead } from './lead-version.ts';
import { type PossibleTwin, possibleTwins } from './possible-twins.ts';

/** A user who stands on a lead, since when, and by which request of whom. */
export interface ShownAssignment {
  user: SeenPerson;
  role: string;
  standing: Standing;
  since: string;
  roleSince: string;
  requestId: number;
  /** Null: the operator. */
  requestedBy: SeenPerson | null;
  /** Who made the access key that they asked by, where it was somebody else. */
  keyMadeBy: Person | null;
}

export interface ShownLead extends ToldLeadFacts {
  leadId: number;
  attributes: Record<string, unknown>;
  /** By system. */
  externalKeys: Record<string, string>;
  isArchived: boolean;
  /** Null where the lead is shown as of an earlier moment. */
  revision: number | null;
  /** As its ETag tells it; null likewise. */
  version: string | null;
  /** Null likewise. */
  possibleTwins: PossibleTwin[] | null;
  assignments: ShownAssignment[];
}

type LeadRow = Omit<ShownLead, 'assignments' | 'version'> & { revision: number; past: PastFacts | null };

/** A lead in sight with who stands on it, primaries first: now, or as of a moment. */
export async function showLead(
  database: Database,
  reader: Reader,
  ask: { leadId: number; asOf?: string | undefined },
): Promise<ShownLead> {
  const asOf = readOptionalMoment(ask.asOf, 'asOf');
  const [lead] = await readInOrg(database, reader.orgId, (tx) =>
    Promise.all([getLead(tx, reader, { leadId: ask.leadId, asOf }), refuseFuture(tx, asOf)]),
  );
  return lead;
}

export async function getLead(
  tx: Transaction,
  reader: Reader,
  { leadId, asOf }: { leadId: number; asOf?: string | undefined },
): Promise<ShownLead> {
  const lead = (await showLeads(tx, reader, { leadIds: [leadId], asOf })).get(leadId);
  if (!lead) throw notFound('lead', leadId, { sight: sightOf(reader) });
  return lead;
}

/** Those of some leads that are in sight, by their ids. */
export async function showLeads(
  tx: Transaction,
  reader: Reader,
  { leadIds, asOf }: { leadIds: readonly number[]; asOf?: string | undefined },
): Promise<Map<number, ShownLead>> {
  const { orgId } = reader;
  const [leads, assignments] = await Promise.all([
    tx.read<LeadRow>(sql`select l.lead_id as "leadId", ${raw(toldColumns)}, l.attributes,
        l.is_archived as "isArchived", l.revision, ${externalKeysOf('lead', 'l')} as "externalKeys",
        ${asOf === undefined ? possibleTwins(reader) : sql`null`} as "possibleTwins",
        ${leadFactsSince(asOf)} as past
      from lead l
      where l.org_id = ${orgId} and l.lead_id = any(${leadIds}::bigint[]) and ${seesLead(reader, sql`l.lead_id`)}`),
    tx.read<ShownAssignment & { leadId: number }>(sql`select a.lead_id as "leadId",
        ${seenPersonOf('u', reader, asOf)} as user, a.role, a.standing, a.from_at as since,
        coalesce(a.role_since, a.from_at) as "roleSince", a.from_request as "requestId",
        ${seenPersonOf('b', reader, asOf)} as "requestedBy", ${keyMakerOf('r')} as "keyMadeBy"
      from assignment a join org_user u on u.org_id = a.org_id and u.user_id = a.user_id
      ${joinRequest('r', 'b', 'from_request')}
      where a.org_id = ${orgId} and a.lead_id = any(${leadIds}::bigint[]) and ${heldAt('a', asOf)}
      order by a.standing = 'primary' desc, a.role, "roleSince", a.user_id`),
  ]);
  const assignmentsOf = Map.groupBy(assignments, ({ leadId }) => leadId);
  const shown = leads.map((lead) => {
    const standing = (assignmentsOf.get(lead.leadId) ?? []).map(({ leadId: _, ...assignment }) => assignment);
    return [lead.leadId, tellLead(lead, standing, asOf)] as const;
  });
  return new Map(shown);
}

function tellLead(lead: LeadRow, assignments: ShownAssignment[], asOf: string | undefined): ShownLead {
  const { past, revision, ...now } = lead;
  const isNow = asOf === undefined;
  const version = isNow ? versionOfLead(lead) : null;
  const record = past?.[recordFact];
  const isArchived = record === undefined ? lead.isArchived : record === archived;
  return { ...turnBack(now, past), isArchived, revision: isNow ? revision : null, version, assignments };
}
