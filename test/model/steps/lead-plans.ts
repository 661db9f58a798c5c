// Requests of leads: what their plans freeze, and what comes of it at the run and at a retry.

import assert from 'node:assert/strict';
import type { Organisation, Plan, Retry, Row } from '../organisation.ts';
import type { ShownRow } from '../product.ts';
import type { Policies } from '../rules/modes.ts';
import { type Person, takesLeads } from '../rules/people.ts';
import { foresee, freeze, judge, type LeadRow } from './lead-rows.ts';
import type { Split, To } from './leads-ask.ts';
import { findReceiver } from './references.ts';
import { assertFair, listReceivers, listTakers } from './splits.ts';

export interface Terms extends Policies {
  /** Who shares in rows that name nobody, and what becomes of those whose receiver takes no leads any more. */
  split: Split | undefined;
  isSplitAgain: boolean;
}

/** Freezes the rows. Whom a split chose for each is the product's to tell, and held against its law. */
export function planLeads(
  organisation: Organisation,
  { rows: asked, terms, shown }: { rows: readonly LeadRow[]; terms: Terms; shown: readonly ShownRow[] },
): Plan {
  const rows = giveTurns(organisation, { rows: asked, split: terms.split, shown });
  const frozen = rows.map((row) => freeze(organisation, row));
  const told = listTold(organisation, rows);
  return {
    kind: 'reassign',
    policies: terms,
    foresee: (doing, ran) => {
      const takers = listTakers(organisation, terms.split);
      const pour: number[] = [];
      return frozen.map((row, place) => {
        const userId = ran[place]?.receiver?.userId;
        const chosen = takers.find((person) => person.userId === userId);
        const { onDrift, isSplitAgain } = terms;
        const hasTakers = takers.length > 0;
        const running = { onDrift, doing, told, isSplitAgain, hasTakers, chosen, pour };
        return { subject: { lead: row.leadId }, prospect: foresee(organisation, row, running) };
      });
    },
    again: (retry) => retryLeads(organisation, { rows, terms, retry }),
  };
}

interface Turns {
  rows: readonly LeadRow[];
  split: Split | undefined;
  shown: readonly ShownRow[];
}

/** The rows of a split that can be done have a receiver each, of those who take leads; the others take no turn. */
function giveTurns(organisation: Organisation, { rows, split, shown }: Turns): readonly LeadRow[] {
  const takers = listReceivers(organisation, split);
  const given = rows.map((row, place): LeadRow => {
    const canBeDone = organisation.leads.has(row.leadId) && !('code' in judge(organisation, row, null));
    if (row.receiver.by !== 'no turn' || !canBeDone || takers.length === 0) return row;
    const userId = shown[place]?.receiver?.userId;
    const person = takers.find((taker) => taker.userId === userId);
    assert.ok(person, `lead ${row.leadId} goes to ${userId}, who is none of its receivers`);
    return { ...row, receiver: { by: 'share', person } };
  });
  if (split)
    assertFair(
      organisation,
      split,
      given.filter((row, place) => row !== rows[place]),
    );
  return given;
}

/** Who takes no leads and would be given some all the same: whoever planned was told. */
function listTold(organisation: Organisation, rows: readonly LeadRow[]): Set<Person> {
  return new Set(
    rows.flatMap((row) => {
      const { leadId, receiver } = row;
      if (receiver.by !== 'name' || 'code' in receiver.named) return [];
      const { person } = receiver.named;
      const places = organisation.leads.get(leadId)?.places;
      if (!places || takesLeads(person) || 'code' in judge(organisation, row, person)) return [];
      const { userId, role } = person;
      const isTheirs = places.some(
        (place) => place.userId === userId && place.role === role && place.standing === 'primary',
      );
      return isTheirs ? [] : [person];
    }),
  );
}

interface Retrying {
  rows: readonly LeadRow[];
  terms: Terms;
  retry: Retry;
}

/** Whoever was to receive still is, unless somebody else is named or they take no leads any more. */
function retryLeads(organisation: Organisation, { rows, terms, retry }: Retrying): Plan {
  const { places, ended, to, shown } = retry;
  const renewed = places.flatMap((place) => {
    const [row, end] = [rows[place], ended[place]];
    return row && end ? { ...row, receiver: renew(organisation, { row, end, to }) } : [];
  });
  const split = to ? splitOf(to) : terms.split;
  return planLeads(organisation, { rows: renewed, terms: { ...terms, split }, shown });
}

function renew(
  organisation: Organisation,
  { row: { receiver }, end, to }: { row: LeadRow; end: Row; to: To },
): LeadRow['receiver'] {
  if (receiver.by === 'nobody') return receiver;
  if (to) return findReceiver(organisation.people, to);
  const isLost =
    receiver.by === 'share' && (end.code === 'receiver-unavailable' || !takesLeads(receiver.person));
  return isLost ? { by: 'no turn' } : receiver;
}

export function splitOf(to: To): Split | undefined {
  return to && 'shares' in to ? to : undefined;
}
