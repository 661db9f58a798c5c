// Which rows of a request are ticked to be undone.

import type { RequestRowPage, UndoPlan } from '../../../src/client/client.ts';
import type { RequestSearch } from '../../requests/requests-search.ts';
import { isTicked as isKeyTicked, type Ticks, turn } from '../../ui/tables/tick-rules.ts';

type Row = RequestRowPage['items'][number];

/** By what each row is about. All are those that changed, or that changed in part where these are looked at. */
export type Ticked = Ticks<Subject>;

type Subject = `leads ${number}` | `users ${number}`;

/** What a row that can be undone, and is not yet, is about: a user's line and their account are undone together. */
export function subjectToUndo({ outcome, undoneBy, leadId, userId }: Row): Subject | undefined {
  if (outcome !== 'changed' || undoneBy !== undefined) return undefined;
  if (typeof leadId === 'number') return `leads ${leadId}`;
  return typeof userId === 'number' ? `users ${userId}` : undefined;
}

export function isTicked(ticked: Ticked, row: Row): boolean {
  const subject = subjectToUndo(row);
  return subject !== undefined && isKeyTicked(ticked, subject);
}

export function toggle(ticked: Ticked, row: Row): Ticked {
  const subject = subjectToUndo(row);
  return subject ? turn(ticked, subject) : ticked;
}

/** The rows as the API takes them. */
export function toRowsToUndo(
  { isAll, turned }: Ticked,
  { outcome }: RequestSearch,
): Pick<UndoPlan, 'leads' | 'users' | 'outcome' | 'exceptLeads' | 'exceptUsers'> {
  const leads = idsOf(turned, 'leads');
  const users = idsOf(turned, 'users');
  if (!isAll) return { ...(leads ? { leads } : {}), ...(users ? { users } : {}) };
  return {
    outcome: outcome === 'changed in part' ? outcome : 'changed',
    ...(leads ? { exceptLeads: leads } : {}),
    ...(users ? { exceptUsers: users } : {}),
  };
}

function idsOf(turned: readonly Subject[], of: 'leads' | 'users'): number[] | undefined {
  const ids = turned
    .filter((subject) => subject.startsWith(of))
    .map((subject) => Number(subject.split(' ')[1]));
  return ids.length > 0 ? ids : undefined;
}
