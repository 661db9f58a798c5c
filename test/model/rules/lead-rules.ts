// The rules of a reassignment, in the order in which the contract numbers them.

import type { Person } from './people.ts';

/** A user stands on a lead. */
export interface Place {
  userId: number;
  role: string;
  standing: 'primary' | 'secondary';
  /** The request that put them there, so standing. */
  by: number;
  /** Since when they stand in the role, whatever their standing was since. */
  since: number;
}

export type Others = 'keep' | 'same-role' | 'all';

export interface Wish {
  /** Null: nobody is to become primary. */
  primary: Person | null;
  listed: readonly Person[];
  others: Others;
  /** Whose `same-role` is meant where nobody becomes primary. */
  role?: string | undefined;
  /** Who goes, whatever the others do. */
  removed?: readonly Person[];
}

/** The request that is at work, and when. */
export interface Doing {
  by: number;
  at: number;
}

/** Who stands on the lead after the reassignment, where everybody named may stand there (rule 1). */
export function reassign(places: readonly Place[], wish: Wish, doing: Doing): Place[] {
  const { primary, listed } = wish;
  const people = primary ? [primary, ...listed] : listed;
  const named = new Map(people.map((person) => [person.userId, person.role]));
  const after = places.filter((place) => staysThere(place, named, wish)).map((place) => ({ ...place }));
  letHeirsRise(after, primary?.role);
  for (const [userId, role] of named) join(after, { userId, role }, doing); // rules 2 and 4
  for (const place of primary ? after : []) {
    if (place.role !== primary?.role) continue;
    place.standing = place.userId === primary.userId ? 'primary' : 'secondary';
  }
  return settle(places, after, doing);
}

function staysThere(place: Place, named: ReadonlyMap<number, string>, wish: Wish): boolean {
  const { primary, others, role = primary?.role, removed = [] } = wish;
  if (removed.some((person) => person.userId === place.userId)) return false;
  const roleNow = named.get(place.userId);
  if (roleNow !== undefined) return place.role === roleNow; // rule 6: whoever has another role now moves
  return others === 'keep' || (others === 'same-role' && place.role !== role); // rules 3 and 5
}

/** A role whose primary is gone passes to whoever has stood in it longest, on a tie to the lowest user id. */
export function letHeirsRise(places: Place[], butIn?: string): void {
  for (const [role, inRole] of Map.groupBy(places, (place) => place.role)) {
    if (role === butIn || inRole.some((place) => place.standing === 'primary')) continue;
    const [heir] = inRole.sort((a, b) => a.since - b.since || a.userId - b.userId);
    if (heir) heir.standing = 'primary';
  }
}

/** Whoever does not stand there yet does: as the primary where the role had nobody. */
export function join(
  places: Place[],
  { userId, role }: Pick<Place, 'userId' | 'role'>,
  { by, at }: Doing,
): void {
  if (places.some((place) => place.userId === userId)) return;
  const standing = places.some((place) => place.role === role) ? 'secondary' : 'primary';
  places.push({ userId, role, standing, by, since: at });
}

/** Whoever stands as before was put there by whom it was before. */
export function settle(before: readonly Place[], after: readonly Place[], { by }: Doing): Place[] {
  return after.map((place) => ({ ...place, by: before.find((each) => isSame(each, place))?.by ?? by }));
}

export function isSame(a: Place, b: Place): boolean {
  return a.userId === b.userId && a.role === b.role && a.standing === b.standing;
}

export function standTheSame(some: readonly Place[], others: readonly Place[]): boolean {
  return some.length === others.length && some.every((place) => others.some((other) => isSame(place, other)));
}
