import type { LeadsQuery, ReassignPlan } from '../../src/client/client.ts';
import { type Standing, standings } from '../../src/contract/words/lead-words.ts';
import {
  chooseOne,
  omitUndefined,
  readFlag,
  readId,
  readMoment,
  readText,
  readTexts,
} from '../address/read-search.ts';
import { readDay, toMoment } from '../ui/moments/day-rules.ts';
import { readAttributes } from './attribute-rules.ts';

/** Which leads: the filters of the API's selection, and what begins a name or an id. */
export interface LeadFilters {
  q?: string;
  /** ISO 8601; who stood on them at this moment. */
  asOf?: string;
  owner?: number;
  role?: string;
  standing?: Standing;
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

export const leadFilterNames = [
  'q',
  'asOf',
  'owner',
  'role',
  'standing',
  'status',
  'source',
  'state',
  'attributes',
  'from',
  'before',
  'unassigned',
  'primaryInactive',
] as const satisfies readonly (keyof LeadFilters)[];

export function readLeadFilters(search: Record<string, unknown>): LeadFilters {
  const read: { [Name in keyof LeadFilters]: LeadFilters[Name] | undefined } = {
    q: readText(search.q),
    asOf: readMoment(search.asOf),
    owner: readId(search.owner),
    role: readText(search.role),
    standing: chooseOne(standings, search.standing),
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
