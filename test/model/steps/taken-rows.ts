// Which rows of a request undos have taken up.

import type { Ended, Row } from '../organisation.ts';

export function nameOf({ subject }: Row): string {
  if ('lead' in subject) return `lead ${subject.lead}`;
  return `user ${'user' in subject ? subject.user : subject.account}`;
}

/** Whether undos have taken up all that it changed: it is off then, unless some of it stayed or was done again. */
export function mayBeOff({ rows, taken }: Ended): boolean {
  const changed = rows.filter(({ outcome }) => outcome === 'changed');
  return changed.length > 0 && changed.every((row) => taken.has(nameOf(row)));
}
