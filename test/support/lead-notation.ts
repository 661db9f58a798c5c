// A lead as a line of text, such as `LO:A,c PR:X`: a letter is a user, a capital the primary.

import type { Assignment, AssignmentChange, Candidate, Slot } from '../../src/core/law/assignment-rules.ts';

/** From a to m a Loan Officer, after that a Processor; only z is inactive. */
export function user(letter: string, agentRole = letter < 'n' ? 'LO' : 'PR'): Candidate {
  return { userId: letter.charCodeAt(0), agentRole, isActive: letter !== 'z' };
}

/** Whoever is named first has stood longest. */
export function readLead(text: string): Assignment[] {
  const slots = text.split(' ').filter(Boolean).flatMap(readRole);
  return slots.map((slot, place) => ({ ...slot, fromAt: momentOf(place), roleSince: momentOf(place) }));
}

function readRole(text: string): Slot[] {
  const [role = '', letters = ''] = text.split(':');
  return letters.split(',').map((letter) => ({
    userId: letter.toLowerCase().charCodeAt(0),
    role,
    standing: letter === letter.toUpperCase() ? 'primary' : 'secondary',
  }));
}

/** Roles and secondaries in alphabetical order. */
export function writeLead(slots: readonly Slot[]): string {
  const roles = Map.groupBy(slots, (slot) => slot.role);
  return [...roles]
    .map(([role, inRole]) => `${role}:${inRole.map(toLetter).sort().join()}`)
    .sort()
    .join(' ');
}

function toLetter({ userId, standing }: Slot): string {
  const letter = String.fromCharCode(userId);
  return standing === 'primary' ? letter.toUpperCase() : letter;
}

export function afterChange(current: readonly Assignment[], { close, open }: AssignmentChange): Slot[] {
  return [...current.filter((row) => !close.includes(row)), ...open];
}

export function momentOf(tick: number): string {
  return new Date(Date.UTC(2026, 10, 22) + tick).toISOString().replace('Z', '000Z');
}

/** What is wrong with a lead by the law; empty when nothing is. */
export function listBreaches(slots: readonly Slot[]): string[] {
  const breaches: string[] = [];
  if (new Set(slots.map((slot) => slot.userId)).size < slots.length) breaches.push('somebody stands twice');
  for (const [role, inRole] of Map.groupBy(slots, (slot) => slot.role)) {
    const primaries = inRole.filter((slot) => slot.standing === 'primary').length;
    if (primaries !== 1) breaches.push(`${role} has ${primaries} primaries`);
  }
  return breaches;
}
