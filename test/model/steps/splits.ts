// Whom a split may give leads to, and whether it gave them fairly.

import assert from 'node:assert/strict';
import type { Organisation } from '../organisation.ts';
import { findUneven, findUnfair } from '../rules/fair-split.ts';
import { type Person, personOf, takesLeads } from '../rules/people.ts';
import type { LeadRow } from './lead-rows.ts';
import type { Split } from './leads-ask.ts';

/** Those of the split who take leads by now. */
export function listTakers({ people }: Organisation, split: Split | undefined): Person[] {
  return (split?.shares ?? []).map(({ name }) => personOf(people, name)).filter(takesLeads);
}

/** The same for a plan: books are levelled among receivers of one role. */
export function listReceivers(organisation: Organisation, split: Split | undefined): Person[] {
  const takers = listTakers(organisation, split);
  const roles = new Set(takers.map(({ role }) => role));
  return split?.mode === 'level' && roles.size > 1 ? [] : takers;
}

export function assertFair(organisation: Organisation, split: Split, rows: readonly LeadRow[]): void {
  const receivers = rows.flatMap(({ receiver }) => (receiver.by === 'share' ? receiver.person.userId : []));
  const takers = listReceivers(organisation, split);
  if (split.mode !== 'level') {
    assertFairShares(organisation, split, receivers);
    return;
  }
  const placed = new Set(rows.map(({ leadId }) => leadId));
  const books = new Map(takers.map(({ userId }) => [userId, countBook(organisation, userId, placed)]));
  assert.equal(findUneven(receivers, books), undefined);
}

export function assertFairShares(
  organisation: Organisation,
  split: Split,
  receivers: readonly number[],
): void {
  assert.equal(findUnfair({ receivers, shareOf: sharesOf(organisation, split) }), undefined);
}

function sharesOf(organisation: Organisation, split: Split): Map<number, number> {
  const takers = listTakers(organisation, split);
  return new Map(
    split.shares.flatMap(({ name, weight }) => {
      const person = personOf(organisation.people, name);
      return takers.includes(person) ? [[person.userId, split.mode === 'weighted' ? weight : 1]] : [];
    }),
  );
}

/** The leads on which somebody is primary, but for those to be placed. */
function countBook({ leads }: Organisation, userId: number, placed: ReadonlySet<number>): number {
  return [...leads.values()].filter(
    ({ leadId, places }) =>
      !placed.has(leadId) && places.some((place) => place.userId === userId && place.standing === 'primary'),
  ).length;
}
