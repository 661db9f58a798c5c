// Any small organisation, and whatever may be done in it.

import fc from 'fast-check';
import type { OtherUsers } from '../../src/contract/words/term-words.ts';
import type { Database } from '../../src/database/database.ts';
import { anOrganisation, type Organisation, type UserPlan } from './an-organisation.ts';

export const names = ['ada', 'ben', 'lea', 'cy', 'dee', 'pat', 'quin'] as const;
export type Name = (typeof names)[number];
export const leadIds = [1, 2, 3, 4, 5, 6];

/** What an organisation is made of: each user's manager comes before them or is nobody. */
export interface SmallPlan {
  managers: number[];
  gone: boolean;
  leads: Name[][];
}

export const smallPlanArbitrary: fc.Arbitrary<SmallPlan> = fc.record({
  managers: fc.tuple(...names.map((_, place) => fc.integer({ min: -1, max: place - 1 }))),
  gone: fc.boolean(),
  leads: fc.tuple(...leadIds.map(() => fc.shuffledSubarray([...names], { maxLength: 4 }))),
});

export async function buildSmall(
  database: Database,
  orgId: number,
  { managers, gone, leads }: SmallPlan,
): Promise<Organisation<string>> {
  const users = Object.fromEntries(
    names.map((name, place): [string, UserPlan<string>] => [
      name,
      {
        agentRole: name === 'pat' || name === 'quin' ? 'Processor' : 'Loan Officer',
        reports: names.filter((_, at) => managers[at] === place),
      },
    ]),
  );
  users.gone = { isActive: false };
  if (gone) users.lea = { ...users.lea, reports: [...(users.lea?.reports ?? []), 'gone'] };
  return anOrganisation<string>(database, {
    orgId,
    users,
    leads: Object.fromEntries(leadIds.map((leadId, place) => [leadId, leads[place] ?? []])),
  });
}

interface Receiving {
  to: Name[];
  keepStanding: boolean;
  cap: number;
}

export interface Offboarding {
  kind: 'offboard';
  leavers: Name[];
  account: 'wait' | 'end-anyway';
  groups: (Receiving & { agentRole?: string; standing?: 'primary' | 'secondary' })[];
  reports: Name;
  atOnce: boolean;
}

export interface ListReassignment {
  kind: 'reassign';
  rows: { leadId: number; primary: Name | undefined; listed: Name[]; others: OtherUsers | undefined }[];
  receiving: Receiving;
  others: OtherUsers;
}

export interface ManagerChange {
  kind: 'managers';
  rows: { user: Name; manager: Name | null }[];
}

export type Work =
  | Offboarding
  | ListReassignment
  | ManagerChange
  | { kind: 'single'; leadId: number; to: Name; listed: Name[]; others: OtherUsers }
  | { kind: 'key'; user: Name }
  | { kind: 'leave'; user: Name }
  /** One of the requests so far, whichever it is. */
  | { kind: 'undo'; which: number };

const anyName = fc.constantFrom(...names);
const anyLead = fc.constantFrom(...leadIds);
const anyOthers = fc.constantFrom<OtherUsers>('keep', 'same-role', 'all');
const withoutLea = fc.constantFrom(...names.filter((name) => name !== 'lea'));

const receivingFrom = (name: fc.Arbitrary<Name>): fc.Arbitrary<Receiving> =>
  fc.record({
    to: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    keepStanding: fc.boolean(),
    cap: fc.integer({ min: 0, max: 6 }),
  });

/** Lea leaves, and others with her. */
export const offboardingArbitrary: fc.Arbitrary<Offboarding> = fc
  .subarray(
    names.filter((name) => name !== 'lea'),
    { maxLength: 3 },
  )
  .chain((others) => offboardingOf(['lea', ...others]));

function offboardingOf(leavers: Name[]): fc.Arbitrary<Offboarding> {
  const staying = fc.constantFrom(...names.filter((name) => !leavers.includes(name)));
  return fc.record({
    kind: fc.constant('offboard' as const),
    leavers: fc.constant(leavers),
    account: fc.constantFrom('wait' as const, 'wait' as const, 'end-anyway' as const),
    groups: fc
      .tuple(
        receivingFrom(staying),
        fc.subarray([{ standing: 'primary' as const }, { agentRole: 'Loan Officer' }]),
        fc.tuple(receivingFrom(staying), receivingFrom(staying)),
      )
      .map(([rest, some, receivers]) => [
        rest,
        ...some.map((group, place) => ({ ...group, ...(receivers[place] ?? rest) })),
      ]),
    reports: staying,
    atOnce: fc.boolean(),
  });
}

export const reassignmentArbitrary: fc.Arbitrary<ListReassignment> = fc.record({
  kind: fc.constant('reassign' as const),
  rows: fc.uniqueArray(
    fc.record({
      leadId: anyLead,
      primary: fc.option(anyName, { nil: undefined }),
      listed: fc.uniqueArray(anyName, { maxLength: 2 }),
      others: fc.option(anyOthers, { nil: undefined }),
    }),
    { selector: (row) => row.leadId, minLength: 1 },
  ),
  receiving: receivingFrom(anyName),
  others: anyOthers,
});

export const managersArbitrary: fc.Arbitrary<ManagerChange> = fc.record({
  kind: fc.constant('managers' as const),
  rows: fc.uniqueArray(fc.record({ user: anyName, manager: fc.option(anyName) }), {
    selector: (row) => row.user,
    minLength: 1,
    maxLength: 4,
  }),
});

export const singleArbitrary = fc.record({
  kind: fc.constant('single' as const),
  leadId: anyLead,
  to: anyName,
  listed: fc.uniqueArray(anyName, { maxLength: 2 }),
  others: anyOthers,
});
export const keyArbitrary = fc.record({ kind: fc.constant('key' as const), user: anyName });
export const leaveArbitrary = fc.record({ kind: fc.constant('leave' as const), user: withoutLea });
export const undoArbitrary = fc.record({ kind: fc.constant('undo' as const), which: fc.nat() });

/** What others may do after a request. */
export const othersWorkArbitrary: fc.Arbitrary<Work[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: singleArbitrary },
    { weight: 2, arbitrary: reassignmentArbitrary },
    { weight: 3, arbitrary: managersArbitrary },
    { weight: 1, arbitrary: keyArbitrary },
    { weight: 1, arbitrary: leaveArbitrary },
    { weight: 3, arbitrary: undoArbitrary },
  ),
  { maxLength: 5 },
);
