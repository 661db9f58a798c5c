// The rows of a request of leads: what each asks for, and what it comes to when its turn is there.

import assert from 'node:assert/strict';
import type { Organisation } from '../organisation.ts';
import { type Doing, type Others, reassign, type Wish } from '../rules/lead-rules.ts';
import type { OnDrift, Prospect } from '../rules/modes.ts';
import {
  findActive,
  findNamed,
  type Named,
  type Person,
  type Reference,
  takesLeads,
} from '../rules/people.ts';
import { type Receiver, receiveNow } from '../rules/receivers.ts';

export interface LeadRow {
  leadId: number;
  receiver: Receiver;
  listed: readonly Reference[];
  others: Others;
  /** The role to empty where nobody is to become primary. */
  role?: string | undefined;
  removed: readonly Reference[];
}

/** A row with the revision that its lead had at the plan, and whether it was seen to fail then. */
export type FrozenLeadRow = LeadRow & { revision: number; failed: boolean };

/** How a plan is run. */
export interface Running {
  onDrift: OnDrift;
  doing: Doing;
  /** Who takes no leads and was named all the same. */
  told: ReadonlySet<Person>;
  isSplitAgain: boolean;
  /** Whether anybody of the split takes leads. */
  hasTakers: boolean;
  /** Whoever the split gave the row to at the run, which is the product's to choose. */
  chosen: Person | undefined;
  /** Whom the split gave rows at the run so far. */
  pour: number[];
}

export function freeze(organisation: Organisation, row: LeadRow): FrozenLeadRow {
  const revision = organisation.leads.get(row.leadId)?.revision ?? 0;
  const { receiver } = row;
  const named = receiver.by === 'name' && 'person' in receiver.named ? receiver.named.person : null;
  return { ...row, revision, failed: 'code' in judge(organisation, row, named) };
}

export function foresee(organisation: Organisation, row: FrozenLeadRow, running: Running): Prospect {
  const { onDrift, doing, told, isSplitAgain, hasTakers, chosen, pour } = running;
  const lead = organisation.leads.get(row.leadId);
  if (!lead) return { kind: 'failed', code: 'lead-not-found' };
  if (lead.revision !== row.revision && onDrift !== 'overwrite') return { kind: 'moved', code: 'lead-moved' };
  const holds = ({ userId }: Person) =>
    lead.places.some((place) => place.userId === userId && place.standing === 'primary');
  const receiver = receiveNow(row.receiver, {
    wasTold: (person) => row.failed || told.has(person),
    holds,
    isSplitAgain,
  });
  if ('code' in receiver) return { kind: 'failed', code: receiver.code };
  if ('again' in receiver && !hasTakers) return { kind: 'failed', code: 'receiver-unavailable' };
  const primary = 'again' in receiver ? (chosen ?? null) : receiver.person;
  const wish = judge(organisation, row, primary);
  if ('code' in wish) return { kind: 'failed', code: wish.code };
  const isUntold = row.failed && primary && !takesLeads(primary) && !told.has(primary) && !holds(primary);
  if (isUntold) return { kind: 'failed', code: 'receiver-unavailable' };
  const apply = () => {
    if ('again' in receiver) pour.push(chosen?.userId ?? assert.fail(`nobody gets lead ${row.leadId}`));
    return lead.become(reassign(lead.places, wish, doing), doing);
  };
  const instead = 'again' in receiver && receiver.again !== null;
  return { kind: 'do', apply, ...(instead ? { code: 'receiver-unavailable' } : {}) };
}

/** The primary, everybody listed, everybody removed: the first that is not as it must be says why it fails. */
export function judge(
  { people }: Organisation,
  row: Pick<LeadRow, 'listed' | 'removed' | 'others' | 'role'>,
  primary: Person | null,
): Wish | { code: string } {
  if (primary && !primary.isActive) return { code: 'user-inactive' };
  const [listed, removed] = [
    findAll(row.listed, (each) => findActive(people, each)),
    findAll(row.removed, (each) => findNamed(people, each)),
  ];
  if ('code' in listed) return listed;
  if ('code' in removed) return removed;
  const standing = primary ? [primary, ...listed.people] : listed.people;
  if (removed.people.some((person) => standing.includes(person))) return { code: 'invalid-input' };
  const { others, role } = row;
  return { primary, listed: listed.people, others, role, removed: removed.people };
}

function findAll(
  references: readonly Reference[],
  find: (reference: Reference) => Named,
): { people: Person[] } | { code: string } {
  const found = references.map(find);
  const wrong = found.find((each) => 'code' in each);
  return wrong ?? { people: found.flatMap((each) => ('person' in each ? [each.person] : [])) };
}
