// Which rows of a request are ticked to be undone.

import type { RequestRowPage, UndoPlan } from '../../src/client/client.ts';
import type { RequestSearch } from './requests-search.ts';

type Row = RequestRowPage['items'][number];

/** All that changed, or that changed in part where these are looked at; or what each row ticked is about. */
export type Ticked = 'all' | readonly Subject[];

interface Subject {
  of: 'leads' | 'users';
  id: number;
}

/** What a row that can be undone, and is not yet, is about: a user's line and their account are undone together. */
export function subjectToUndo({ outcome, undoneBy, leadId, userId }: Row): Subject | undefined {
  if (outcome !== 'changed' || undoneBy !== undefined) return undefined;
  if (typeof leadId === 'number') return { of: 'leads', id: leadId };
  return typeof userId === 'number' ? { of: 'users', id: userId } : undefined;
}

export function isTicked(ticked: Ticked, row: Row): boolean {
  const subject = subjectToUndo(row);
  return subject !== undefined && (ticked === 'all' || ticked.some((other) => isSame(other, subject)));
}

/** All but one are not to be told apart from all, so after all comes the one alone. */
export function toggle(ticked: Ticked, row: Row): Ticked {
  const subject = subjectToUndo(row);
  if (!subject) return ticked;
  if (ticked === 'all') return [subject];
  return isTicked(ticked, row) ? ticked.filter((other) => !isSame(other, subject)) : [...ticked, subject];
}

/** The rows as the API takes them. */
export function toRowsToUndo(
  ticked: Ticked,
  { outcome }: RequestSearch,
): Pick<UndoPlan, 'leads' | 'users' | 'outcome'> {
  if (ticked === 'all') return { outcome: outcome === 'changed in part' ? outcome : 'changed' };
  const { leads, users } = Object.groupBy(ticked, ({ of }) => of);
  return {
    ...(leads ? { leads: leads.map(({ id }) => id) } : {}),
    ...(users ? { users: users.map(({ id }) => id) } : {}),
  };
}

function isSame(one: Subject, other: Subject): boolean {
  return one.of === other.of && one.id === other.id;
}
