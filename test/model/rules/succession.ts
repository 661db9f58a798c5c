// Whoever leaves leaves their place on a lead to somebody.

import { type Doing, join, letHeirsRise, type Place, reassign, settle } from './lead-rules.ts';
import type { Person } from './people.ts';

/** The places of leavers in the order in which they are given: a primary's first. */
export function listLeaving(places: readonly Place[], leavers: ReadonlySet<number>): Place[] {
  const leaving = places.filter(({ userId }) => leavers.has(userId));
  return leaving.sort((a, b) => {
    if (a.standing !== b.standing) return a.standing === 'primary' ? -1 : 1;
    return a.role === b.role ? a.userId - b.userId : a.role < b.role ? -1 : 1;
  });
}

/** All leavers go at once; each heir stands as the leaver did, in the heir's own role, and everybody else stays. */
export function succeed(
  places: readonly Place[],
  { leavers, heirOf }: { leavers: ReadonlySet<number>; heirOf: (place: Place) => Person },
  doing: Doing,
): Place[] {
  let after = places.filter(({ userId }) => !leavers.has(userId)).map((place) => ({ ...place }));
  for (const place of listLeaving(places, leavers)) {
    const heir = heirOf(place);
    if (place.standing === 'primary')
      after = reassign(after, { primary: heir, listed: [], others: 'keep' }, doing);
    else join(after, heir, doing);
  }
  letHeirsRise(after);
  return settle(places, after, doing);
}
