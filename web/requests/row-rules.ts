// What a row of a request is about, where the row itself tells it.

import type { RequestRowPage } from '../../src/client/client.ts';
import { tellReference } from '../../src/contract/rules/move-rules.ts';
import { wordFact } from '../../src/contract/words/fact-words.ts';

type Row = RequestRowPage['items'][number];
type Person = NonNullable<Row['user']>;

/** Somebody known, or what the row named instead: of somebody who is not there yet the name, and the e-mail besides. */
export type Named = { person: Person } | { text: string; email?: string };

const partNames = {
  lead: 'lead',
  'reporting-line': 'reporting line',
  account: 'account',
  facts: 'facts',
  record: 'record',
} as const;

/** What of somebody a row of several kinds is about; undefined where all rows are of one kind. */
export function tellPart({ part }: Pick<Row, 'part'>): string | undefined {
  return part && partNames[part];
}

/** Whom a row is about; undefined where that is a lead, or nobody knows. */
export function nameUserOf({ user, userId, input }: Row): Named | undefined {
  if (user) return { person: user };
  const newcomer = nameNewcomer(input);
  if (newcomer) return newcomer;
  const text = tellReference(input?.user) ?? (input?.userGuid || undefined);
  if (text !== undefined) return { text };
  return typeof userId === 'number' ? { text: `user ${userId}` } : undefined;
}

/** Somebody who is to come, by what is to be known of them. */
function nameNewcomer(input: Row['input']): Named | undefined {
  const { firstName, lastName, email } = input?.facts ?? {};
  if (!firstName || !email || input?.user?.email !== email) return undefined;
  return { text: `${firstName} ${lastName ?? ''}`.trim(), email };
}

/** A fact that a row changes; without `before` it says what was asked for alone. */
interface FactLine {
  name: string;
  before?: string;
  after: string;
}

/** What a row changes of what is known of somebody, or was to; undefined where it is about something else. */
export function listFactLines({ part, account, changes, input }: Row): FactLine[] | undefined {
  if (changes) return changes.map(toLine);
  const asked = input?.facts;
  if (!asked) return undefined;
  if (part === 'account') {
    const roles = [asked.agentRole, asked.accessRole].filter(Boolean).join(', ');
    return [{ name: account ? 'new, as' : 'to be new, as', after: roles }];
  }
  return Object.entries(asked).map(([fact, value]) => ({ name: wordFact(fact), after: wordValue(value) }));
}

function toLine({ fact, before, after }: NonNullable<Row['changes']>[number]): FactLine {
  return { name: wordFact(fact), before: wordValue(before), after: wordValue(after) };
}

function wordValue(value: string | null): string {
  return value || 'none';
}

/** `last name Example → Lima` */
export function wordFactLine({ name, before, after }: FactLine): string {
  return `${name} ${before === undefined ? '' : `${before} → `}${after}`;
}
