import type { Radar } from '../../../src/client/client.ts';

export type FoundKind = Radar['kinds'][number];
export type OrphanGroup = FoundKind['groups'][number];
type Kind = FoundKind['kind'];

interface KindWords {
  /** The heading where there are some. */
  found: string;
  /** Said where there is none. */
  clear: string;
  /** Why it matters. */
  why: string;
}

/** What each kind of orphan is called. */
export const kindWords = {
  'lead-unassigned': {
    found: 'Leads on which nobody stands',
    clear: 'Somebody stands on every lead',
    why: 'Nobody answers for them until they are given to somebody.',
  },
  'lead-primary-inactive': {
    found: 'Leads whose primary has left',
    clear: 'Every primary of a lead is active',
    why: 'Nobody answers for them until they are reassigned.',
  },
  'lead-secondary-inactive': {
    found: 'Leads on which somebody who has left is secondary',
    clear: 'Every secondary on a lead is active',
    why: 'They are first in line where a primary goes, and cannot take over.',
  },
  'role-without-primary': {
    found: 'Roles without a primary',
    clear: 'Every role in which somebody stands has a primary',
    why: 'Somebody changed the tables behind Baton’s back; a reassignment puts it right.',
  },
  'user-manager-inactive': {
    found: 'People whose manager has left',
    clear: 'Every manager is active',
    why: 'They report to somebody who is not here any more.',
  },
  'user-without-manager': {
    found: 'People without a manager',
    clear: 'Everybody has a manager, but for whoever is a head on purpose',
    why: 'They stand beside the org chart, with whoever reports to them, unless somebody says that it is on purpose.',
  },
  'book-over-limit': {
    found: 'Books of more than 10,000 leads',
    clear: 'No book is over 10,000 leads',
    why: 'More than one person can look after.',
  },
  'request-names-leaver': {
    found: 'Requests that wait for somebody who has left',
    clear: 'No waiting request names somebody who has left',
    why: 'Their rows would fail. Cancel the request and plan it anew.',
  },
} as const satisfies Record<Kind, KindWords>;

/** Counted, as in "3 leads" and "1 lead". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}
