import type { LeadSort, LeadsQuery, ReassignPlan } from '../../src/client/client.ts';
import { chooseOne, omitUndefined, readFlag, readId, readText, readTexts } from '../app/read-search.ts';

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
  owner?: number;
  role?: string;
  standing?: 'primary' | 'secondary';
  status?: string[];
  source?: string[];
  state?: string[];
  from?: string;
  before?: string;
  unassigned?: true;
  primaryInactive?: true;
}

/** All that the page shows, so that its address can be sent to a colleague. */
export interface LeadsSearch extends LeadFilters {
  sort?: LeadSort;
  /** Columns that are left out. */
  without?: string[];
  ticked?: 'all' | number[];
  /** The panel beside the table: open to make a plan, or showing the request of this id. */
  reassign?: 'new' | number;
}

export function readLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  const read: { [Name in keyof LeadsSearch]: LeadsSearch[Name] | undefined } = {
    q: readText(search.q),
    owner: readId(search.owner),
    role: readText(search.role),
    standing: chooseOne(['primary', 'secondary'], search.standing),
    status: readTexts(search.status),
    source: readTexts(search.source),
    state: readTexts(search.state),
    from: readText(search.from),
    before: readText(search.before),
    unassigned: readFlag(search.unassigned),
    primaryInactive: readFlag(search.primaryInactive),
    sort: chooseOne(sorts, search.sort),
    without: readTexts(search.without),
    ticked: search.ticked === 'all' ? 'all' : readIds(search.ticked),
    reassign: search.reassign === 'new' ? 'new' : readId(search.reassign),
  };
  return omitUndefined(read);
}

/** The filters as the list of leads takes them. */
export function toLeadsQuery(filters: LeadFilters): {
  [Name in keyof LeadsQuery]?: LeadsQuery[Name] | undefined;
} {
  const { q, owner, role, standing, status, source, state, from, before } = filters;
  return {
    q,
    ownerUserId: owner,
    agentRole: role,
    standing,
    status,
    source,
    state,
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
  const { q, status, source, state } = filters;
  return omitUndefined({
    q,
    agentRole,
    standing,
    createdFrom,
    createdBefore,
    unassigned,
    primaryInactive,
    status,
    source,
    state,
    owner: ownerUserId === undefined ? undefined : { userId: ownerUserId },
  });
}

/** The beginning of a day where the reader is. */
function toMoment(day: string | undefined): string | undefined {
  const date = new Date(`${day}T00:00:00`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function readIds(value: unknown): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.flatMap((each) => readId(each) ?? []);
  return ids.length > 0 ? ids : undefined;
}
