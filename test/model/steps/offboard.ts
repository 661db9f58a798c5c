// Users leave: their reports, every lead they stand on, and their accounts, as one request.

import fc from 'fast-check';
import type { Organisation } from '../organisation.ts';
import { caller, findNamed, type Name, type People, type Reference } from '../rules/people.ts';
import { planTeam, type ReportsTo, type TeamLines } from '../rules/team-rules.ts';
import { stepsOf } from '../step.ts';
import { anySplit, type To } from './leads-ask.ts';
import { asReceiver } from './leads-body.ts';
import { type Group, groupOf } from './leaver-leads.ts';
import { planOffboarding } from './leaver-plans.ts';
import { anyWay, ask, assertRefused, goOn, type Way } from './plans.ts';
import { refuseReceivers } from './reassign-many.ts';
import { anyName, anyReference, asReference } from './references.ts';

type Reports = 'manager' | undefined | { all: Reference } | { each: { user: Name; manager: Name }[] };

interface Ask extends Way {
  leavers: Name[];
  groups: Group[];
  reports: Reports;
  account: 'wait' | 'end-anyway' | undefined;
  onFailure: 'continue' | 'all-or-nothing';
  onDrift: 'skip' | 'overwrite';
  onReceiverUnavailable: 'fail' | 'split' | undefined;
}

const anyUser = anyReference.map((user) => ({ user }));
const anyGroups: fc.Arbitrary<Group[]> = fc.oneof(
  fc
    .oneof<fc.Arbitrary<Exclude<To, null>>[]>(
      anyUser,
      anySplit.filter(({ mode }) => mode !== 'level'),
    )
    .map((to): Group[] => [{ to }]),
  fc.tuple(anyUser, anyUser).map(([first, second]): Group[] => [
    { standing: 'primary', to: first },
    { standing: 'secondary', to: second },
  ]),
  fc
    .tuple(anyUser, anyUser)
    .map(([first, second]): Group[] => [{ agentRole: 'Loan Officer', to: first }, { to: second }]),
);

const anyLeavers = fc.uniqueArray(
  fc.oneof({ weight: 20, arbitrary: anyName.filter((name) => name !== caller) }, fc.constant(caller)),
  { minLength: 1, maxLength: 3 },
);

const anyReports = fc.oneof<fc.Arbitrary<Reports>[]>(
  fc.constant('manager'),
  fc.constant(undefined),
  anyReference.map((all) => ({ all })),
  fc
    .uniqueArray(fc.record({ user: anyName, manager: anyName }), {
      selector: ({ user }) => user,
      maxLength: 2,
    })
    .map((each) => ({ each })),
);

export const offboarding = stepsOf(
  'offboard',
  fc
    .record({
      leavers: anyLeavers,
      groups: anyGroups,
      reports: anyReports,
      account: fc.constantFrom('wait', 'end-anyway', undefined),
      onFailure: fc.constantFrom('continue', 'continue', 'all-or-nothing'),
      onDrift: fc.constantFrom('skip', 'overwrite'),
      onReceiverUnavailable: fc.constantFrom('fail', 'split', undefined),
      way: anyWay,
    })
    .map(({ way, ...rest }): Ask => ({ ...rest, ...way })),
  async (asked, organisation, product) => {
    const told = await ask(product, '/api/v1/requests', asBody(organisation.people, asked), asked);
    const team = findTeam(organisation, asked);
    const refusal = 'code' in team ? team.code : refuseGroups(organisation, asked);
    if (refusal || 'code' in team) return assertRefused(told, refusal ?? '');
    const shown = await product.rows(told.body.requestId);
    const leavers = asked.leavers.map((name) => organisation.named(name));
    const plan = planOffboarding(organisation, { ...asked, leavers, team, shown });
    await goOn(told, { organisation, product, way: asked, plan });
  },
);

function asBody(people: People, asked: Ask): object {
  const { leavers, groups, reports, account, onFailure, onDrift, onReceiverUnavailable } = asked;
  const byName = (who: Name) => asReference(people, { who, by: 'id' });
  const [only, ...others] = leavers.map(byName);
  const each = (rows: { user: Name; manager: Name }[]) =>
    rows.map(({ user, manager }) => ({ user: byName(user), manager: byName(manager) }));
  const to =
    typeof reports === 'object'
      ? 'all' in reports
        ? asReference(people, reports.all)
        : each(reports.each)
      : reports;
  return {
    kind: 'offboard',
    ...(others.length > 0 ? { users: [only, ...others] } : { user: only }),
    leads: groups.map(({ to: receiver, ...group }) => ({ ...group, to: asReceiver(people, receiver) })),
    ...(to === undefined ? {} : { reports: { to } }),
    account,
    onFailure,
    onDrift,
    onReceiverUnavailable,
  };
}

/** The lines to change, or what is wrong with who leaves and with who leads their reports. */
function findTeam(organisation: Organisation, { leavers, reports }: Ask): TeamLines | { code: string } {
  if (leavers.includes(caller)) return { code: 'invalid-input' }; // nobody offboards themselves
  const userIds = leavers.map((name) => organisation.named(name).userId);
  const to = readReports(organisation.people, reports, leavers);
  if (typeof to === 'object' && 'code' in to) return to;
  const isActive = (userId: number) => organisation.person(userId).isActive;
  return planTeam({ leavers: userIds, managerOf: organisation.managerOf, isActive }, to);
}

function readReports(
  people: People,
  reports: Reports,
  leavers: readonly Name[],
): ReportsTo | { code: string } {
  if (typeof reports !== 'object') return 'manager';
  const read = (reference: Reference): number | { code: string } => {
    const found = findNamed(people, reference);
    if ('code' in found) return found;
    if (!found.person.isActive) return { code: 'user-inactive' };
    const leaves = reference.who !== 'nobody' && leavers.includes(reference.who);
    return leaves ? { code: 'invalid-input' } : found.person.userId;
  };
  if ('all' in reports) {
    const all = read(reports.all);
    return typeof all === 'number' ? { all } : all;
  }
  const each = new Map<number, number>();
  for (const { user, manager } of reports.each) {
    const named = findNamed(people, { who: user, by: 'id' });
    const to = read({ who: manager, by: 'id' });
    if (typeof to !== 'number') return to;
    if ('person' in named) each.set(named.person.userId, to);
  }
  return { each };
}

/** Every way of standing falls into a group, all shares are of people who take leads, and no leaver receives. */
function refuseGroups(organisation: Organisation, { groups, leavers }: Ask): string | undefined {
  const { people } = organisation;
  const gone = new Set(leavers.map((name) => organisation.named(name).userId));
  const ways = [...organisation.leads.values()].flatMap(({ places }) =>
    places.filter(({ userId }) => gone.has(userId)),
  );
  if (ways.some((place) => groupOf(groups, place) === undefined)) return 'member-missing';
  for (const { to } of groups.toSorted((a, b) => Number('user' in a.to) - Number('user' in b.to))) {
    const refusal = refuseReceivers(people, to);
    if (refusal) return refusal;
    const names = 'user' in to ? [to.user.who] : to.shares.map(({ name }) => name);
    if (names.some((name) => name !== 'nobody' && leavers.includes(name))) return 'invalid-input';
  }
  return undefined;
}
