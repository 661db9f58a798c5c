import type { Radar } from '../../src/client/client.ts';

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
  'lead-primary-inactive': {
    found: 'Leads whose primary has left',
    clear: 'Every lead has an active primary',
    why: 'Nobody answers for them until they are reassigned.',
  },
  'role-without-primary': {
    found: 'Roles without a primary',
    clear: 'Every role on a lead has a primary',
    why: 'Somebody changed the tables behind Baton’s back; a reassignment puts it right.',
  },
  'user-manager-inactive': {
    found: 'People whose manager has left',
    clear: 'Every manager is active',
    why: 'They report to somebody who is not here any more.',
  },
  'user-without-manager': {
    found: 'People without a manager',
    clear: 'Everybody has a manager, but for the head of the largest team',
    why: 'They stand beside the org chart, with whoever reports to them.',
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
