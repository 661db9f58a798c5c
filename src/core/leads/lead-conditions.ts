import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Selection as Asked } from '../../contract/v1/lead-filters.ts';
import type { Standing } from '../../contract/words/lead-words.ts';
import { isAdministrator, type Reader } from '../access/access-rules.ts';
import { seesLead } from '../access/sight.ts';
import { heldAt } from '../moments/held-at.ts';
import { readMoment } from '../moments/read-moment.ts';
import { isSpelt } from '../spellings/spelling-store.ts';
import type { UserReference } from '../users/user-reference.ts';
import { listNamed, readSearch } from './lead-search.ts';

type Filters = { [Name in Exclude<keyof Asked, 'owner'>]?: Asked[Name] | undefined };

/** A filter over leads as asked for: its owner by any reference. */
export interface SelectionAsk extends Filters {
  owner?: UserReference | undefined;
}

/** A filter over leads; what it names must all hold. Resolved on the server, exact at the moment of the plan. */
export interface Selection extends Filters {
  /** Finds only leads that this reader sees. */
  seenBy?: Reader | undefined;
  /** The user who stands on the lead; as its primary unless `standing` says otherwise. */
  owner?: number | undefined;
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

const moments = ['asOf', 'createdFrom', 'createdBefore'] as const satisfies readonly (keyof Filters)[];

/** With its moments as PostgreSQL takes them; one that is none is refused by its name, which begins with `place`. */
export function readMoments<Asked extends Pick<Filters, (typeof moments)[number]>>(
  asked: Asked,
  place = '',
): Asked {
  const read = moments.flatMap((name) => {
    const text = asked[name];
    return text === undefined ? [] : [[name, readMoment(text, place + name)]];
  });
  return { ...asked, ...Object.fromEntries(read) };
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
    archived = false,
  } = selection;
  const conditions = [
    sql`${not(!archived)} l.is_archived`,
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
  return sql`and ${join(conditions, ' and ')}`;
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
