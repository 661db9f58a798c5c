import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../database/transaction.ts';
import { isAdministrator, type Reader } from '../access/access-rules.ts';
import { seesLead } from '../access/sight.ts';
import type { Assignment, Standing } from '../assignments/assignment-rules.ts';
import type { Why } from '../assignments/explain-whys.ts';
import type { HeirAsk } from '../assignments/judge-lead.ts';
import type { RemovalAsk } from '../assignments/removal-rules.ts';
import { heldAt } from '../moments/held-at.ts';
import { isSpelt } from '../spellings/spelling-store.ts';
import type { UserReference } from '../users/user-reference.ts';
import { listNamed, readSearch } from './lead-search.ts';

/** A filter over leads as asked for: its owner by any reference. */
export interface SelectionAsk extends Omit<Selection, 'owner' | 'seenBy'> {
  owner?: UserReference | undefined;
}

/** A filter over leads; what it names must all hold. Resolved on the server, exact at the moment of the plan. */
export interface Selection {
  /** Finds only leads that this reader sees. */
  seenBy?: Reader | undefined;
  /** Parts of the lead's name in any order, or the beginning of its id in digits. */
  q?: string | undefined;
  /** ISO 8601; who stands on a lead is asked as of this moment, and everything else as of now. */
  asOf?: string | undefined;
  /** The user who stands on the lead; as its primary unless `standing` says otherwise. */
  owner?: number | undefined;
  agentRole?: string | undefined;
  standing?: Standing | undefined;
  status?: readonly string[] | undefined;
  source?: readonly string[] | undefined;
  state?: readonly string[] | undefined;
  /** ISO 8601; at this moment or later. */
  createdFrom?: string | undefined;
  /** ISO 8601; before this moment. */
  createdBefore?: string | undefined;
  /** Attributes that must have exactly these values. */
  attributes?: Readonly<Record<string, string>> | undefined;
  /** Nobody stands on the lead. */
  unassigned?: boolean | undefined;
  /** A primary of the lead is not active any more. */
  primaryInactive?: boolean | undefined;
  /** Leads that are left out, whatever else holds of them. */
  except?: readonly number[] | undefined;
  /** One of several users stands on the lead in one of several ways, and none of them in any of the others. */
  held?: HeldAsk | undefined;
  /** Rows of this request that found nobody to receive them, or nobody who still does, and wait for somebody. */
  unplacedIn?: number | undefined;
}

export interface HeldAsk {
  userIds: readonly number[];
  ways: readonly HeldWay[];
  not?: readonly HeldWay[];
}

export interface HeldWay {
  role: string;
  standing: Standing;
}

/** What a list says of one lead, as it was staged. */
export interface StagedAsk extends RemovalAsk<UserReference> {
  primary?: UserReference | null;
  listed?: UserReference[];
  heirs?: readonly HeirAsk[];
  why?: Why;
}

/** A lead as it is, for a plan to judge. */
export interface LeadNow {
  leadId: number;
  /** Null: there is no such lead. */
  revision: number | null;
  current: Assignment[];
  ask: StagedAsk;
  key: string | null;
}

interface JoinedRow {
  leadId: number;
  revision: number | null;
  /** Of a staged lead alone, like its key. */
  ask?: StagedAsk | null;
  key?: string | null;
  userId: number | null;
  role: string;
  standing: Standing;
  fromAt: string;
  roleSince: string;
}

const nothingAsked: StagedAsk = {};

const rowsAFetch = 8000;

/** Streams the leads of a selection in id order, with who stands on them, by a cursor of this transaction. */
export function selectLeads(tx: Transaction, orgId: number, selection: Selection): AsyncGenerator<LeadNow[]> {
  return readCursor(
    tx,
    sql`declare leads_to_plan no scroll cursor for
      select l.lead_id as "leadId", l.revision, ${assignmentColumns}
      from lead l ${joinAssignments}
      where l.org_id = ${orgId} ${conditionsOf(orgId, selection)}
      order by l.lead_id`,
  );
}

/** Streams the leads that were staged, in their own order. */
export function selectStaged(tx: Transaction, orgId: number): AsyncGenerator<LeadNow[]> {
  return readCursor(
    tx,
    sql`declare leads_to_plan no scroll cursor for
      select r.lead_id as "leadId", l.revision, r.ask, r.key, ${assignmentColumns}
      from staged_row r left join lead l on l.org_id = ${orgId} and l.lead_id = r.lead_id ${joinAssignments}
      order by r.place`,
  );
}

const assignmentColumns = sql`a.user_id as "userId", a.role, a.standing, a.from_at as "fromAt",
  coalesce(a.role_since, a.from_at) as "roleSince"`;

const joinAssignments = sql`left join assignment a
  on a.org_id = l.org_id and a.lead_id = l.lead_id and a.until_at is null`;

/** While the caller works on some leads, the database looks for the next. */
async function* readCursor(tx: Transaction, cursor: Sql): AsyncGenerator<LeadNow[]> {
  const fetch = () => tx.read<JoinedRow>({ text: `fetch ${rowsAFetch} from leads_to_plan`, values: [] });
  tx.write({ text: 'set local cursor_tuple_fraction = 1', values: [] });
  tx.write(cursor);
  let unfinished: LeadNow | undefined;
  let next = fetch();
  for (;;) {
    const rows = await next;
    if (rows.length === rowsAFetch) next = fetch();
    const leads = groupRows(rows, unfinished);
    unfinished = rows.length === rowsAFetch ? leads.pop() : undefined;
    if (leads.length > 0) yield leads;
    if (rows.length < rowsAFetch) break;
  }
  tx.write({ text: 'close leads_to_plan', values: [] });
}

/** Rows of one lead follow each other; the last lead of a fetch may go on in the next. */
function groupRows(rows: readonly JoinedRow[], unfinished: LeadNow | undefined): LeadNow[] {
  const leads = unfinished ? [unfinished] : [];
  let lead = unfinished;
  for (const row of rows) {
    const { leadId, revision, ask, key } = row;
    if (lead?.leadId !== leadId) {
      lead = { leadId, revision, ask: ask ?? nothingAsked, key: key ?? null, current: [] };
      leads.push(lead);
    }
    if (isAssigned(row)) lead.current.push(row);
  }
  return leads;
}

function isAssigned(row: JoinedRow): row is JoinedRow & Assignment {
  return row.userId !== null;
}

/** The conditions of a selection on a lead `l`, each beginning with `and`. */
export function conditionsOf(orgId: number, selection: Selection): Sql {
  const {
    status,
    source,
    state,
    createdFrom,
    createdBefore,
    attributes,
    asOf,
    unassigned,
    seenBy,
    unplacedIn,
    q,
    except,
  } = selection;
  const conditions = [
    ...(q ? [sql`l.lead_id in (select lead_id from (${listNamed(orgId, readSearch(q))}) named)`] : []),
    ...(status ? [isSpelt(orgId, 'status', sql`l.status`, status)] : []),
    ...(source ? [isSpelt(orgId, 'source', sql`l.source`, source)] : []),
    ...(state ? [isSpelt(orgId, 'state', sql`l.state`, state)] : []),
    ...(createdFrom ? [sql`l.created_at >= ${createdFrom}::timestamptz`] : []),
    ...(createdBefore ? [sql`l.created_at < ${createdBefore}::timestamptz`] : []),
    ...(attributes ? [sql`l.attributes @> ${JSON.stringify(attributes)}::jsonb`] : []),
    ...(unassigned === undefined
      ? []
      : [sql`${not(unassigned)} exists (${assignmentsOf(orgId, asOf)} and s.lead_id = l.lead_id)`]),
    ...(seenBy && !isAdministrator(seenBy) ? [seesLead(seenBy, sql`l.lead_id`)] : []),
    ...(unplacedIn === undefined ? [] : [sql`l.lead_id in (${unplacedRows(orgId, unplacedIn)})`]),
    ...(except ? [sql`l.lead_id <> all(${except}::bigint[])`] : []),
    ...standingConditions(orgId, selection),
  ];
  return conditions.length > 0 ? sql`and ${join(conditions, ' and ')}` : empty;
}

function standingConditions(orgId: number, selection: Selection): Sql[] {
  const { asOf, owner, agentRole, standing, primaryInactive, held } = selection;
  const namesStanding = owner !== undefined || agentRole !== undefined || standing !== undefined;
  const wanted = standing ?? (owner === undefined ? undefined : 'primary');
  const stands = sql`l.lead_id in (select s.lead_id from assignment s
    where s.org_id = ${orgId} and ${heldAt('s', asOf)}
    ${owner === undefined ? empty : sql`and s.user_id = ${owner}`}
    ${agentRole === undefined ? empty : sql`and ${isSpelt(orgId, 'role', sql`s.role`, [agentRole])}`}
    ${wanted === undefined ? empty : sql`and s.standing = ${wanted}`})`;
  const inactive = sql`l.lead_id in (select s.lead_id from assignment s
    join org_user u on u.org_id = s.org_id and u.user_id = s.user_id and not u.is_active
    where s.org_id = ${orgId} and ${heldAt('s', asOf)} and s.standing = 'primary'
    ${agentRole === undefined ? empty : sql`and ${isSpelt(orgId, 'role', sql`s.role`, [agentRole])}`})`;
  return [
    ...(namesStanding ? [stands] : []),
    ...(primaryInactive === undefined ? [] : [sql`${not(!primaryInactive)} ${inactive}`]),
    ...(held ? [sql`l.lead_id in (${leadsHeld(orgId, held.userIds, held.ways)})`] : []),
    ...(held?.not?.length ? [sql`l.lead_id not in (${leadsHeld(orgId, held.userIds, held.not)})`] : []),
  ];
}

function not(isNot: boolean): Sql {
  return isNot ? sql`not` : empty;
}

function leadsHeld(orgId: number, userIds: readonly number[], ways: readonly HeldWay[]): Sql {
  return sql`select s.lead_id from assignment s
    where s.org_id = ${orgId} and s.user_id = any(${userIds}::integer[]) and s.until_at is null and (s.role, s.standing) in (
      select * from unnest(${ways.map((way) => way.role)}::text[], ${ways.map((way) => way.standing)}::text[]))`;
}

function unplacedRows(orgId: number, requestId: number): Sql {
  return sql`select s.subject from request_chunk c,
      unnest(c.subjects, c.receivers, string_to_array(c.outcomes, null), string_to_array(c.whys, null))
        s (subject, receiver, letter, why)
    where c.org_id = ${orgId} and c.request_id = ${requestId} and c.part = 'leads'
      and coalesce(s.letter, 'n') in ('f', 'n') and (s.receiver = 0 or (s.why in ('k', 's', 'r', 'l')
        and s.receiver in (select u.user_id from org_user u where u.org_id = ${orgId}
          and not (u.is_active and u.is_available and u.leaving_request is null))))`;
}

function assignmentsOf(orgId: number, asOf: string | undefined): Sql {
  return sql`select from assignment s where s.org_id = ${orgId} and ${heldAt('s', asOf)}`;
}
