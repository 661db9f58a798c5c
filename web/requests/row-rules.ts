// What a row of a request is about, where the row itself tells it.

import type { RequestRowPage } from '../../src/client/client.ts';
import { tellReference } from '../../src/contract/rules/move-rules.ts';

type Row = RequestRowPage['items'][number];
type Person = NonNullable<Row['user']>;

/** Somebody known, or what the row named instead. */
export type Named = { person: Person } | { text: string };

const partNames = {
  lead: 'lead',
  'reporting-line': 'reporting line',
  account: 'account',
  facts: 'facts',
} as const;

/** What of somebody a row of several kinds is about; undefined where all rows are of one kind. */
export function tellPart({ part }: Pick<Row, 'part'>): string | undefined {
  return part && partNames[part];
}

/** Whom a row is about; undefined where that is a lead, or nobody knows. */
export function nameUserOf({ user, userId, input }: Row): Named | undefined {
  if (user) return { person: user };
  const text = tellReference(input?.user) ?? (input?.userGuid || undefined);
  if (text !== undefined) return { text };
  return typeof userId === 'number' ? { text: `user ${userId}` } : undefined;
}
