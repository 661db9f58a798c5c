// The rows of a request of leads: what each asks for, and what it comes to when its turn is there.

import type { Organisation } from '../organisation.ts';
import { type Doing, type Others, reassign, type Wish } from '../rules/lead-rules.ts';
import type { OnDrift, Prospect } from '../rules/modes.ts';
import { findActive, findNamed, type Named, type Person, type Reference } from '../rules/people.ts';

export interface LeadRow {
  leadId: number;
  /** Null: nobody is to become primary. */
  primary: Named | null;
  listed: readonly Reference[];
  others: Others;
  /** The role to empty where nobody is to become primary. */
  role?: string | undefined;
  removed: readonly Reference[];
}

/** A row with the revision that its lead had at the plan. */
export type FrozenLeadRow = LeadRow & { revision: number };

export function freeze(organisation: Organisation, row: LeadRow): FrozenLeadRow {
  return { ...row, revision: organisation.leads.get(row.leadId)?.revision ?? 0 };
}

export function foresee(
  organisation: Organisation,
  row: FrozenLeadRow,
  onDrift: OnDrift,
  doing: Doing,
): Prospect {
  const lead = organisation.leads.get(row.leadId);
  if (!lead) return { kind: 'failed', code: 'lead-not-found' };
  if (lead.revision !== row.revision && onDrift !== 'overwrite') return { kind: 'moved', code: 'lead-moved' };
  const wish = judge(organisation, row);
  if ('code' in wish) return { kind: 'failed', code: wish.code };
  return { kind: 'do', apply: () => lead.become(reassign(lead.places, wish, doing), doing) };
}

/** The primary, everybody listed, everybody removed: the first that is not as it must be says why it fails. */
function judge({ people }: Organisation, row: LeadRow): Wish | { code: string } {
  const { primary, others, role } = row;
  if (primary && 'code' in primary) return primary;
  if (primary && !primary.person.isActive) return { code: 'user-inactive' };
  const [listed, removed] = [
    findAll(row.listed, (each) => findActive(people, each)),
    findAll(row.removed, (each) => findNamed(people, each)),
  ];
  if ('code' in listed) return listed;
  if ('code' in removed) return removed;
  const standing = primary ? [primary.person, ...listed.people] : listed.people;
  if (removed.people.some((person) => standing.includes(person))) return { code: 'invalid-input' };
  return { primary: primary?.person ?? null, listed: listed.people, others, role, removed: removed.people };
}

function findAll(
  references: readonly Reference[],
  find: (reference: Reference) => Named,
): { people: Person[] } | { code: string } {
  const found = references.map(find);
  const wrong = found.find((each) => 'code' in each);
  return wrong ?? { people: found.flatMap((each) => ('person' in each ? [each.person] : [])) };
}
