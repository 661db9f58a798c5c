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
import { readDay, spellDay, toMoment } from '../ui/moments/day-rules.ts';
import { shortenMoment } from '../ui/moments/moment-rules.ts';
import { readAttributes, spellAttributes } from './attribute-rules.ts';

interface Values {
  q: string;
  /** ISO 8601; who stood on them at this moment. */
  asOf: string;
  owner: number;
  role: string;
  standing: Standing;
  status: string[];
  source: string[];
  state: string[];
  /** Exactly these values, by name. */
  attributes: Record<string, string>;
  from: string;
  before: string;
  archived: true;
  unassigned: true;
  primaryInactive: true;
}

/** Which leads: the filters of the API's selection, and what begins a name or an id, as addresses hold them. */
export type LeadFilters = Partial<Values>;

type Loose<Members> = { [Name in keyof Members]?: Members[Name] | undefined };
type Query = Loose<LeadsQuery>;
type Selection = Loose<NonNullable<ReassignPlan['selection']>>;
/** The same filter as the list of leads takes it, and as a request does. */
type Asked = { query: Query; selection: Selection };

interface Filter<Value> {
  /** From an address; undefined for what makes no sense. */
  read: (value: unknown) => Value | undefined;
  ask: (value: Value) => Asked;
  /** On its pill, with the owner's name. Left out: it is seen elsewhere. */
  tell?: (value: Value, owner: string) => string;
}

/** All that is known of each, in the order of addresses and pills. */
const filters: { readonly [Name in keyof Values]: Filter<Values[Name]> } = {
  q: { read: readText, ask: (q) => alike({ q }) },
  asOf: {
    read: readMoment,
    ask: (asOf) => alike({ asOf }),
    tell: (asOf) => `As of ${shortenMoment(asOf, new Date())}`,
  },
  owner: {
    read: readId,
    ask: (userId) => ({ query: { ownerUserId: userId }, selection: { owner: { userId } } }),
    tell: (_userId, owner) => `Owner: ${owner}`,
  },
  role: { read: readText, ask: (agentRole) => alike({ agentRole }), tell: (role) => `Role: ${role}` },
  standing: {
    read: (value) => chooseOne(standings, value),
    ask: (standing) => alike({ standing }),
    tell: (standing) => `As ${standing}`,
  },
  status: { read: readTexts, ask: (status) => alike({ status }), tell: tellAny },
  source: { read: readTexts, ask: (source) => alike({ source }), tell: tellAny },
  state: { read: readTexts, ask: (state) => alike({ state }), tell: tellAny },
  attributes: {
    read: readAttributes,
    ask: (attributes) => ({ query: { attributes: JSON.stringify(attributes) }, selection: { attributes } }),
    tell: (attributes) => spellAttributes(attributes).join(', '),
  },
  from: {
    read: readDay,
    ask: (from) => alike({ createdFrom: toMoment(from) }),
    tell: (from) => `From ${spellDay(from)}`,
  },
  before: {
    read: readDay,
    ask: (before) => alike({ createdBefore: toMoment(before) }),
    tell: (before) => `Before ${spellDay(before)}`,
  },
  archived: { read: readFlag, ask: (archived) => alike({ archived }), tell: () => 'Archived' },
  unassigned: {
    read: readFlag,
    ask: (unassigned) => alike({ unassigned }),
    tell: () => 'Nobody stands on it',
  },
  primaryInactive: {
    read: readFlag,
    ask: (primaryInactive) => alike({ primaryInactive }),
    tell: () => 'Primary has left',
  },
};

export const leadFilterNames = Object.keys(filters).filter((name): name is keyof Values => name in filters);

function alike(members: Query & Selection): Asked {
  return { query: members, selection: members };
}

function tellAny(values: readonly string[]): string {
  return values.join(' or ');
}

export function readLeadFilters(search: Record<string, unknown>): LeadFilters {
  const read: LeadFilters = {};
  for (const name of leadFilterNames) readInto(read, name, search[name]);
  return read;
}

function readInto<Name extends keyof Values>(read: LeadFilters, name: Name, said: unknown): void {
  const value = filters[name].read(said);
  if (value !== undefined) read[name] = value;
}

/** What those in force say of themselves. */
export function tellLeadFilters(given: LeadFilters, owner: string): { name: keyof Values; text: string }[] {
  return listGiven(given).flatMap(({ name, tell }) => {
    const text = tell(owner);
    return text ? [{ name, text }] : [];
  });
}

export function toLeadsQuery(given: LeadFilters): Query {
  const all: Query = {};
  for (const { query } of listGiven(given)) Object.assign(all, query);
  return all;
}

export function toSelection(given: LeadFilters): NonNullable<ReassignPlan['selection']> {
  const all: Selection = {};
  for (const { selection } of listGiven(given)) Object.assign(all, selection);
  return omitUndefined(all);
}

function listGiven(given: LeadFilters) {
  return leadFilterNames.flatMap((name) => openOne(name, given[name]));
}

function openOne<Name extends keyof Values>(name: Name, value: Values[Name] | undefined) {
  const { ask, tell } = filters[name];
  return value === undefined ? [] : [{ name, ...ask(value), tell: (owner: string) => tell?.(value, owner) }];
}
