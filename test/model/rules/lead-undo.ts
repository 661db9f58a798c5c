// Undo on one lead, role by role: what stood before a request stands again, but never over later work.

import type { Lead } from './lead.ts';
import { type Doing, type Place, settle } from './lead-rules.ts';
import type { Version } from './slot.ts';

/** A role that the undo leaves as it is, and why. */
export interface LeftAlone {
  role: string;
  code: 'later-change' | 'user-inactive' | 'user-stands-elsewhere';
  laterRequestId?: number;
}

export interface LeadUndo {
  back: ReadonlyMap<string, Version<Place[]>>;
  leftAlone: LeftAlone[];
}

/** `mayReturn`: who has left since the request may not. */
export function decideLeadUndo(
  lead: Lead,
  request: number,
  mayReturn: (userId: number) => boolean,
): LeadUndo {
  const back = new Map<string, Version<Place[]>>();
  const leftAlone: LeftAlone[] = [];
  for (const [role, slot] of lead.roles) {
    const undo = slot.undo(request);
    if (undo.kind === 'later') leftAlone.push({ role, code: 'later-change', laterRequestId: undo.request });
    if (undo.kind !== 'back') continue;
    if (undo.to.state.every((place) => mayReturn(place.userId) || needsNoReturn(place, slot.now)))
      back.set(role, undo.to);
    else leftAlone.push({ role, code: 'user-inactive' });
  }
  leaveWhoStandsElsewhere(lead, back, leftAlone);
  return { back, leftAlone: leftAlone.sort((a, b) => (a.role < b.role ? -1 : 1)) };
}

/** Whoever has left stays where they are, and may step down there. */
function needsNoReturn({ userId, standing }: Place, now: readonly Place[]): boolean {
  const stands = now.find((place) => place.userId === userId);
  return stands !== undefined && (standing === 'secondary' || stands.standing === standing);
}

/** Nobody can stand twice: a role that wants somebody back from one that is left alone is left alone, too. */
function leaveWhoStandsElsewhere(
  lead: Lead,
  back: Map<string, Version<Place[]>>,
  leftAlone: LeftAlone[],
): void {
  const staying = lead.places.filter((place) => !back.has(place.role));
  const stuck = [...back].find(([, to]) =>
    to.state.some((place) => staying.some((other) => other.userId === place.userId)),
  );
  if (!stuck) return;
  back.delete(stuck[0]);
  leftAlone.push({ role: stuck[0], code: 'user-stands-elsewhere' });
  leaveWhoStandsElsewhere(lead, back, leftAlone);
}

/** Puts back what goes back; time in the role, which stood before, stands again. */
export function putBack(lead: Lead, { back }: LeadUndo, doing: Doing): boolean {
  const staying = lead.places.filter((place) => !back.has(place.role));
  const returning = [...back.values()].flatMap((version) => version.state);
  const origins = new Map(Array.from(back, ([role, version]) => [role, version.origin]));
  return lead.become(settle(lead.places, [...staying, ...returning], doing), doing, origins);
}
