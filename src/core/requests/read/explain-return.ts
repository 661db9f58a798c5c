import { type Move, type Place, wordPlace } from '../../../contract/rules/move-rules.ts';
import type { Person } from '../../users/person.ts';

/** Whom the row of an undo names. */
interface Returning {
  moves?: readonly Move<Person>[];
  receiver?: Person | null;
  user?: Person;
}

/** Why an undo puts a row back as it does: who stood or led before the request that it undoes. */
export function explainReturn(undoes: number, { moves, receiver, user }: Returning): string | undefined {
  const [first] = moves ?? [];
  if (first) return `${first.user.name} ${wordReturn(first.after)} before request ${undoes}.`;
  if (receiver === undefined) return undefined;
  if (user) return `${user.name} reported to ${receiver?.name ?? 'nobody'} before request ${undoes}.`;
  return receiver ? `${receiver.name} had it before request ${undoes}.` : undefined;
}

function wordReturn(place: Place | null): string {
  return place ? `stood on the lead as ${wordPlace(place)},` : 'did not stand on the lead';
}
