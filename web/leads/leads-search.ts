import type { LeadSort, LeadsQuery, ReassignPlan } from '../../src/client/client.ts';
import {
  chooseOne,
  omitUndefined,
  readFlag,
  readId,
  readIds,
  readMoment,
  readText,
  readTexts,
} from '../app/read-search.ts';
import { readDay, toMoment } from '../moments/day-rules.ts';
import { type ReassignSearch, readReassignSearch } from '../plans/draft-address-rules.ts';
import type { Ticks } from '../tables/tick-rules.ts';
import { readAttributes } from './attribute-rules.ts';

const sorts = [
  'leadId',
  '-leadId',
  'name',
  '-name',
  'status',
  '-status',
  'createdAt',
  '-createdAt',
] as const satisfies readonly LeadSort[];

/** Which leads: the filters of the API's selection, and what begins a name or an id. */
export interface LeadFilters {
  q?: string;
  /** ISO 8601; who stood on them at this moment. */
  asOf?: string;
  owner?: number;
  role?: string;
  standing?: 'primary' | 'secondary';
  status?: string[];
  source?: string[];
  state?: string[];
  /** Exactly these values, by name. */
  attributes?: Record<string, string>;
  from?: string;
  before?: string;
  unassigned?: true;
  primaryInactive?: true;
}

/** What of the address makes a view: which leads, in which order and columns. */
export interface ViewSearch extends LeadFilters {
  sort?: LeadSort;
  /** Columns that are left out. */
  without?: string[];
  /** Columns that are shown in a narrow window, too, though there they are left out of themselves. */
  also?: string[];
}

/** All that the page shows, so that its address can be sent to a colleague; a draft for as long as its panel is open. */
export interface LeadsSearch extends ViewSearch, ReassignSearch {
  ticked?: 'all' | number[];
  /** Of all that match, those left out. */
  unticked?: number[];
  /** The panel beside the table: open to make a plan, or showing the request of this id. */
  reassign?: 'new' | number;
}

export function readLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  const ticked = search.ticked === 'all' ? ('all' as const) : readIds(search.ticked);
  const reassign = search.reassign === 'new' ? ('new' as const) : readId(search.reassign);
  return {
    ...readViewSearch(search),
    ...omitUndefined({ ticked, unticked: ticked === 'all' ? readIds(search.unticked) : undefined, reassign }),
    ...(reassign === undefined ? {} : readReassignSearch(search)),
  };
}

export function readTicks({ ticked = [], unticked = [] }: LeadsSearch): Ticks<number> {
  return ticked === 'all' ? { isAll: true, turned: unticked } : { isAll: false, turned: ticked };
}

/** As the address says it. */
export function writeTicks({ isAll, turned }: Ticks<number>) {
  const ids = turned.length > 0 ? [...turned] : undefined;
  return isAll ? { ticked: 'all' as const, unticked: ids } : { ticked: ids, unticked: undefined };
}

export function readViewSearch(search: Record<string, unknown>): ViewSearch {
  return {
    ...readLeadFilters(search),
    ...omitUndefined({
      sort: chooseOne(sorts, search.sort),
      without: readTexts(search.without),
      also: readTexts(search.also),
    }),
  };
}

export function readLeadFilters(search: Record<string, unknown>): LeadFilters {
  const read: { [Name in keyof LeadFilters]: LeadFilters[Name] | undefined } = {
    q: readText(search.q),
    asOf: readMoment(search.asOf),
    owner: readId(search.owner),
    role: readText(search.role),
    standing: chooseOne(['primary', 'secondary'], search.standing),
    status: readTexts(search.status),
    source: readTexts(search.source),
    state: readTexts(search.state),
    attributes: readAttributes(search.attributes),
    from: readDay(search.from),
    before: readDay(search.before),
    unassigned: readFlag(search.unassigned),
    primaryInactive: readFlag(search.primaryInactive),
  };
  return omitUndefined(read);
}

/** The filters as the list of leads takes them. */
export function toLeadsQuery(filters: LeadFilters): {
  [Name in keyof LeadsQuery]?: LeadsQuery[Name] | undefined;
} {
  const { q, asOf, owner, role, standing, status, source, state, attributes, from, before } = filters;
  return {
    q,
    asOf,
    ownerUserId: owner,
    agentRole: role,
    standing,
    status,
    source,
    state,
    attributes: attributes && JSON.stringify(attributes),
    createdFrom: toMoment(from),
    createdBefore: toMoment(before),
    unassigned: filters.unassigned,
    primaryInactive: filters.primaryInactive,
  };
}

/** The same filters as a request takes them. */
export function toSelection(filters: LeadFilters): NonNullable<ReassignPlan['selection']> {
  const { ownerUserId, agentRole, standing, createdFrom, createdBefore, unassigned, primaryInactive } =
    toLeadsQuery(filters);
  const { q, asOf, status, source, state, attributes } = filters;
  return omitUndefined({
    q,
    asOf,
    agentRole,
    standing,
    createdFrom,
    createdBefore,
    unassigned,
    primaryInactive,
    status,
    source,
    state,
    attributes,
    owner: ownerUserId === undefined ? undefined : { userId: ownerUserId },
  });
}
