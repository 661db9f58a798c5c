// Any offboarding in any small organisation, then any work of others, then its undo, and the undo of that.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../src/contract/refusal.ts';
import { createKey } from '../src/core/access/create-key.ts';
import { listKeys } from '../src/core/access/list-keys.ts';
import { revokeKey } from '../src/core/access/revoke-key.ts';
import type { OtherUsers } from '../src/core/assignments/assignment-rules.ts';
import { planReassignment } from '../src/core/assignments/plan-reassignment.ts';
import type { LeadAsk } from '../src/core/assignments/reassignment-terms.ts';
import type { LeadGroupAsk, ReportsAsk } from '../src/core/offboarding/offboarding-ask.ts';
import { planOffboarding } from '../src/core/offboarding/plan-offboarding.ts';
import { type ManagerRowAsk, planManagers } from '../src/core/reporting/plan-managers.ts';
import type { PlanOptions } from '../src/core/requests/plan-rules.ts';
import { runRequest } from '../src/core/requests/run-request.ts';
import { type ShownRequest, showRequest } from '../src/core/requests/show-request.ts';
import { undoRequest } from '../src/core/requests/undo-request.ts';
import { readInOrg } from '../src/database/transaction.ts';
import { anOrganisation, type Organisation, type UserPlan } from './support/an-organisation.ts';
import { findBreaches } from './support/ownership-law.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

const names = ['ada', 'ben', 'lea', 'cy', 'dee', 'pat', 'quin'] as const;
type Name = (typeof names)[number];
const others = names.filter((name) => name !== 'lea');
const leadIds = [1, 2, 3, 4, 5, 6];
const runs = Number(process.env.BATON_RUNS ?? 20);

let world: TestDatabase;
let orgId = 0;
before(async () => {
  world = await createTestDatabase();
});
after(() => world.drop());

/** What an organisation is made of: each user's manager comes before them or is nobody. */
interface Plan {
  managers: number[];
  gone: boolean;
  leads: Name[][];
  keys: number;
}

const planArbitrary: fc.Arbitrary<Plan> = fc.record({
  managers: fc.tuple(...names.map((_, place) => fc.integer({ min: -1, max: place - 1 }))),
  gone: fc.boolean(),
  leads: fc.tuple(...leadIds.map(() => fc.shuffledSubarray([...names], { maxLength: 4 }))),
  keys: fc.nat({ max: 2 }),
});

async function build({ managers, gone, leads }: Plan): Promise<Organisation<Name | 'gone'>> {
  orgId += 1;
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
  return anOrganisation<string>(world.database, {
    orgId,
    users,
    leads: Object.fromEntries(leadIds.map((leadId, place) => [leadId, leads[place] ?? []])),
  });
}

const otherArbitrary = fc.constantFrom(...others);

interface Ask {
  groups: {
    agentRole?: string;
    standing?: 'primary' | 'secondary';
    to: Name[];
    keepStanding: boolean;
    cap: number;
  }[];
  reports: Name;
  atOnce: boolean;
}

const receiverArbitrary = fc.record({
  to: fc.uniqueArray(otherArbitrary, { minLength: 1, maxLength: 3 }),
  keepStanding: fc.boolean(),
  cap: fc.integer({ min: 0, max: 6 }),
});
const askArbitrary: fc.Arbitrary<Ask> = fc.record({
  groups: fc
    .tuple(
      receiverArbitrary,
      fc.subarray([{ standing: 'primary' as const }, { agentRole: 'Loan Officer' }]),
      fc.tuple(receiverArbitrary, receiverArbitrary),
    )
    .map(([rest, some, receivers]) => [
      rest,
      ...some.map((group, place) => ({ ...group, ...(receivers[place] ?? rest) })),
    ]),
  reports: otherArbitrary,
  atOnce: fc.boolean(),
});

type Later =
  | { kind: 'reassign'; leadId: number; to: Name; others: OtherUsers }
  | { kind: 'managers'; user: Name; manager: Name | null }
  | { kind: 'key'; user: Name };

const laterArbitrary: fc.Arbitrary<Later[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('reassign' as const),
      leadId: fc.constantFrom(...leadIds),
      to: otherArbitrary,
      others: fc.constantFrom<OtherUsers>('keep', 'same-role', 'all'),
    }),
    fc.record({
      kind: fc.constant('managers' as const),
      user: otherArbitrary,
      manager: fc.option(otherArbitrary),
    }),
    fc.record({ kind: fc.constant('key' as const), user: otherArbitrary }),
  ),
  { maxLength: 4 },
);

const options: PlanOptions = {
  requester: { userId: null, origin: 'cli' },
  planOnly: false,
  onFailure: 'continue',
  onDrift: 'skip',
};

async function finish({ requestId }: { requestId: number }): Promise<ShownRequest> {
  await runRequest(world.database, orgId, requestId);
  return showRequest(world.database, { orgId, userId: null }, requestId);
}

type Org = Organisation<Name | 'gone'>;
const refer = (org: Org, name: Name) => ({ userId: org.user(name).userId });

/** All or nothing may keep everything as it was, which is an outcome like any other. */
async function offboard(org: Org, { groups, reports, atOnce }: Ask): Promise<ShownRequest> {
  const leads = groups.map(({ agentRole, standing, to, keepStanding, cap }): LeadGroupAsk => {
    const [first = 'ada', ...more] = to;
    const receivers = to.map((name) => ({
      user: refer(org, name),
      cap: groups.length > 1 ? undefined : cap,
    }));
    return {
      agentRole,
      standing,
      to:
        more.length === 0
          ? { user: refer(org, first) }
          : { distribution: { mode: 'even', receivers, keepStanding } },
    };
  });
  const ask = (to: ReportsAsk) =>
    planOffboarding(world.database, orgId, {
      leaver: refer(org, 'lea'),
      leads,
      reports: to,
      options: { ...options, onFailure: atOnce ? 'all-or-nothing' : 'continue' },
    });
  try {
    return await finish(await ask('manager'));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'member-missing') throw error;
    return finish(await ask(refer(org, reports)));
  }
}

async function work(org: Org, later: Later): Promise<unknown> {
  switch (later.kind) {
    case 'reassign':
      return finish(
        await planReassignment(world.database, orgId, {
          source: { rows: page<LeadAsk>({ leadId: later.leadId }) },
          terms: { to: { user: refer(org, later.to) }, others: later.others },
          options,
          spec: {},
        }),
      );
    case 'managers':
      return finish(
        await planManagers(world.database, orgId, {
          rows: page<ManagerRowAsk>({
            user: refer(org, later.user),
            manager: later.manager && refer(org, later.manager),
          }),
          options,
        }),
      );
    case 'key':
      return createKey(world.database, orgId, org.user(later.user).email);
  }
}

async function* page<Row>(row: Row): AsyncGenerator<Row[]> {
  yield [row];
}

const undo = async (requestId: number) =>
  finish(await undoRequest(world.database, orgId, { requestId, options }));

/** Something that holds now, what it is about, and the request it comes from. */
interface Fact {
  about: string;
  is: string;
  by: number;
}

async function draw(): Promise<Fact[]> {
  return readInOrg(world.database, orgId, (tx) =>
    tx.read<Fact>({
      text: `select 'lead ' || lead_id || ' ' || role as about, user_id || ' ' || standing as is, from_request as by
          from assignment where org_id = $1 and until_at is null
        union all select 'line of ' || user_id, manager_id::text, from_request from reporting_line
          where org_id = $1 and until_at is null
        union all select 'key ' || access_key, user_id::text, 0 from access_key
          where org_id = $1 and revoked_at is null
        union all select 'account', user_id::text, 0 from org_user where org_id = $1 and is_active
        order by 1, 2`,
      values: [orgId],
    }),
  );
}

const tell = (facts: readonly Fact[]) => facts.map(({ about, is }) => `${about}: ${is}`);

/** What each subject is, by whom: two drawings agree on it where the very same rows stand. */
function identify(facts: readonly Fact[]): Map<string, string> {
  const byAbout = Map.groupBy(facts, (fact) => fact.about);
  return new Map(
    Array.from(byAbout, ([about, all]) => [about, all.map(({ is, by }) => `${is} by ${by}`).join()]),
  );
}

test('an undo of any offboarding loses nothing that others did, and puts everything else back exactly', async () => {
  const property = fc.asyncProperty(
    planArbitrary,
    askArbitrary,
    laterArbitrary,
    async (plan, ask, laters) => {
      const org = await build(plan);
      for (let key = 0; key <= plan.keys; key += 1) await org.signIn('lea');
      const [ended] = await listKeys(world.database, orgId);
      if (ended && plan.keys > 0) await revokeKey(world.database, orgId, ended.accessKey);

      const first = await draw();
      const made = await offboard(org, ask);
      const offboarded = await draw();
      const { clean } = readResult(made.result);
      assert.equal(clean, made.counts.failed === 0, JSON.stringify(made));
      for (const later of laters) await work(org, later);
      const worked = await draw();

      const undone = await undo(made.requestId);
      const back = await draw();
      expectBack({ first, offboarded, worked, back });

      await undo(undone.requestId);
      assert.deepEqual(tell(await draw()), tell(worked), 'the undo of the undo');
      assert.deepEqual(await findBreaches(world.database, orgId), []);
    },
  );
  await fc.assert(property, { numRuns: runs });
});

function readResult(result: unknown): { clean: unknown } {
  assert.ok(typeof result === 'object' && result !== null && 'clean' in result);
  return { clean: result.clean };
}

/** Subject by subject: where others worked since, it is as they left it; elsewhere it is as it was at first. */
function expectBack(drawn: Record<'first' | 'offboarded' | 'worked' | 'back', Fact[]>): void {
  const left = identify(drawn.offboarded);
  const worked = identify(drawn.worked);
  const abouts = new Set(Object.values(drawn).flatMap((facts) => facts.map((fact) => fact.about)));
  for (const about of abouts) {
    const of = (facts: readonly Fact[]) => tell(facts.filter((fact) => fact.about === about));
    const isWorkedOn = left.get(about) !== worked.get(about);
    assert.deepEqual(of(drawn.back), of(isWorkedOn ? drawn.worked : drawn.first), about);
  }
}
