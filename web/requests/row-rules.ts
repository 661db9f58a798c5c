// Whom a row of a request is about and to whom it goes, where the row itself tells it.

import type { RequestRowPage } from '../../src/client/client.ts';
import { readMembers } from './command-rules.ts';

type Row = RequestRowPage['items'][number];
type Person = NonNullable<Row['receiver']>;

/** Somebody known, or what the row named instead. */
export type Named = { person: Person } | { text: string };

const nobody: Named = { text: 'nobody' };
const partNames = { lead: 'lead', 'reporting-line': 'reporting line', account: 'account' } as const;

/** What of somebody a row of several kinds is about; undefined where all rows are of one kind. */
export function tellPart({ part }: Pick<Row, 'part'>): string | undefined {
  return part && partNames[part];
}

/** Whom a row is about; undefined where that is a lead, or nobody knows. */
export function nameUserOf({ user, userId, input }: Row): Named | undefined {
  if (user) return { person: user };
  const asked = readMembers(input);
  const text = tellReference(asked.user) ?? readGuid(asked.userGuid);
  if (text !== undefined) return { text };
  return typeof userId === 'number' ? { text: `user ${userId}` } : undefined;
}

/** To whom a row goes: as asked where that is nobody known, and nobody only where nobody was asked for. */
export function nameReceiverOf({ receiver, input, leadId, part }: Row): Named | undefined {
  if (receiver) return { person: receiver };
  const { manager, managerGuid, primary } = readMembers(input);
  const text = tellReference(manager ?? primary) ?? readGuid(managerGuid);
  if (text !== undefined) return { text };
  const isOfLead = leadId !== undefined || part === 'account';
  const isForNobody = manager === null || primary === null || (receiver === null && !isOfLead);
  return isForNobody ? nobody : undefined;
}

/** Who is manager before the row changes it; undefined where the row tells nothing of it. */
export function nameManagerBefore({ managerBefore }: Row): Named | undefined {
  if (managerBefore === undefined) return undefined;
  return managerBefore ? { person: managerBefore } : nobody;
}

function tellReference(reference: unknown): string | undefined {
  const { userId, email } = readMembers(reference);
  if (typeof email === 'string') return email;
  return typeof userId === 'number' ? `user ${userId}` : undefined;
}

function readGuid(guid: unknown): string | undefined {
  return typeof guid === 'string' && guid !== '' ? guid : undefined;
}
