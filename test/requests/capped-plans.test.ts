// The preview of a capped distribution is a contract: what it foresees of each lead and each book is what runs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Standing } from '../../src/contract/words/lead-words.ts';
import type { OtherUsers } from '../../src/contract/words/term-words.ts';
import type { LeadAsk } from '../../src/core/assignments/reassignment-terms.ts';
import { planOffboarding } from '../../src/core/kinds/offboard/plan-offboarding.ts';
import { planReassignment } from '../../src/core/kinds/reassign/plan-reassignment.ts';
import { runPlan } from '../../src/core/requests/decide/run-plan.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { useDatabase } from '../support/use-world.ts';

const users = {
  ada: { agentRole: 'Loan Officer' },
  ben: { agentRole: 'Loan Officer' },
  cy: { agentRole: 'Processor' },
  dee: { agentRole: 'Loan Officer' },
};
type Name = keyof typeof users;
const names = ['ada', 'ben', 'cy', 'dee'] as const;
const leadIds = Array.from({ length: 24 }, (_, place) => 1 + place);
const runs = Number(process.env.BATON_RUNS ?? 40);
const requester = { userId: null, origin: 'cli' } as const;

const world = useDatabase();
let orgId = 0;
interface Row {
  leadId: number;
  primary: Name | null;
  listed: Name | null;
}

interface Case {
  standing: Name[][];
  rows: Row[];
  caps: Record<Name, number | undefined>;
  receivers: Name[];
  keepStanding: boolean;
  others: OtherUsers;
  bySelection: boolean;
  mode: 'even' | 'level';
}

const someone = fc.option(fc.constantFrom(...names), { freq: 1 });
const capArbitrary = fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined, freq: 4 });

const caseArbitrary: fc.Arbitrary<Case> = fc.record({
  standing: fc.array(fc.shuffledSubarray([...names], { maxLength: 3 }), {
    minLength: leadIds.length,
    maxLength: leadIds.length,
  }),
  rows: fc.tuple(fc.shuffledSubarray(leadIds, { minLength: 1 }), fc.boolean()).chain(([ids, isPlain]) =>
    fc.tuple(
      ...ids.map((leadId) =>
        fc.record({
          leadId: fc.constant(leadId),
          primary: isPlain ? fc.constant(null) : someone,
          listed: isPlain ? fc.constant(null) : someone,
        }),
      ),
    ),
  ),
  caps: fc.record({ ada: capArbitrary, ben: capArbitrary, cy: capArbitrary, dee: capArbitrary }),
  receivers: fc.subarray([...names], { minLength: 1 }),
  keepStanding: fc.boolean(),
  others: fc.constantFrom<OtherUsers>('keep', 'same-role', 'all'),
  bySelection: fc.boolean(),
  mode: fc.constantFrom('even', 'level'),
});

function officersOf(receivers: readonly Name[]): Name[] {
  const officers = receivers.filter((name) => users[name].agentRole === 'Loan Officer');
  return officers.length > 0 ? officers : ['ada'];
}

async function* pageOf(rows: LeadAsk[]): AsyncGenerator<LeadAsk[]> {
  yield rows;
}

/** What a request froze or did, a letter a lead. */
async function readLetters(requestId: number): Promise<{ planned: string; outcomes: string }> {
  const [letters] = await readInOrg(world.database, orgId, (tx) =>
    tx.read<{ planned: string; outcomes: string }>({
      text: `select string_agg(planned, '' order by chunk_no) as planned,
          string_agg(outcomes, '' order by chunk_no) as outcomes
        from request_chunk where org_id = $1 and request_id = $2`,
      values: [orgId, requestId],
    }),
  );
  assert.ok(letters);
  return letters;
}

async function readBooks(): Promise<Map<number, number>> {
  const rows = await readInOrg(world.database, orgId, (tx) =>
    tx.read<{ userId: number; book: number }>({
      text: `select user_id as "userId", count(*) filter (where standing = 'primary') as book
        from assignment where org_id = $1 and until_at is null group by user_id`,
      values: [orgId],
    }),
  );
  return new Map(rows.map(({ userId, book }) => [userId, book]));
}

test('for any organisation and capped distribution, the run does what the plan foresaw, and no book passes its cap', async () => {
  let withoutRoom = 0;
  const property = fc.asyncProperty(caseArbitrary, async (given) => {
    orgId += 1;
    const org = await anOrganisation(world.database, {
      orgId,
      users,
      leads: Object.fromEntries(leadIds.map((leadId, place) => [leadId, given.standing[place] ?? []])),
    });
    const refer = (name: Name | null) => (name ? { userId: org.user(name).userId } : undefined);
    const rows = given.rows.map(({ leadId, primary, listed }) => {
      const also = refer(listed);
      return { leadId, primary: refer(primary), listed: also ? [also] : undefined };
    });
    // Books are levelled among receivers of one role.
    const named = given.mode === 'even' ? given.receivers : officersOf(given.receivers);
    const receivers = named.map((name) => ({
      user: { userId: org.user(name).userId },
      cap: given.caps[name],
    }));
    const { requestId } = await planReassignment(world.database, orgId, {
      source: given.bySelection ? { selection: {} } : { rows: pageOf(rows) },
      terms: {
        to: { distribution: { mode: given.mode, receivers, keepStanding: given.keepStanding } },
        others: given.others,
      },
      options: { requester, planOnly: true, onFailure: 'continue', onDrift: 'skip' },
      spec: {},
    });
    const [stored] = await readInOrg(world.database, orgId, (tx) =>
      tx.read<{ preview: { books: { userId: number; bookBefore: number; bookAfter: number }[] } }>({
        text: 'select preview from request where org_id = $1 and request_id = $2',
        values: [orgId, requestId],
      }),
    );
    const booksBefore = await readBooks();
    await runPlan(world.database, { orgId, userId: null }, { requestId });
    await runRequest(world.database, orgId, requestId);
    const booksAfter = await readBooks();

    const { planned, outcomes } = await readLetters(requestId);
    assert.equal(outcomes, planned);
    for (const { userId, bookAfter } of stored?.preview.books ?? [])
      assert.equal(bookAfter, booksAfter.get(userId) ?? 0, `the book of ${userId} was foreseen`);
    for (const name of named) {
      const { userId } = org.user(name);
      const most = Math.max(given.caps[name] ?? leadIds.length, booksBefore.get(userId) ?? 0);
      assert.ok((booksAfter.get(userId) ?? 0) <= most, `the book of ${name} passed ${most}`);
    }
    withoutRoom += planned.split('f').length - 1;
  });
  await fc.assert(property, { numRuns: runs });
  assert.ok(withoutRoom > runs, `only ${withoutRoom} leads found no room`);
});

test('who holds as many leads as their cap keeps their own, and takes no other', async () => {
  orgId += 1;
  const org = await anOrganisation(world.database, {
    orgId,
    users,
    leads: { 1: ['ada'], 2: ['ben'], 3: ['ada'], 4: ['ben'], 5: ['ben'] },
  });
  const { requestId } = await planReassignment(world.database, orgId, {
    source: { rows: pageOf([1, 3, 2, 4].map((leadId) => ({ leadId }))) },
    terms: {
      to: {
        distribution: {
          mode: 'even',
          receivers: [{ user: { userId: org.user('ben').userId }, cap: 3 }],
          keepStanding: false,
        },
      },
      others: 'same-role',
    },
    options: { requester, planOnly: false, onFailure: 'continue', onDrift: 'skip' },
    spec: {},
  });
  await runRequest(world.database, orgId, requestId);
  assert.deepEqual(await readLetters(requestId), { planned: 'ffuu', outcomes: 'ffuu' });
});

test('a plan warns of a receiver over their cap, and of receivers of several agent roles', async () => {
  orgId += 1;
  const org = await anOrganisation(world.database, {
    orgId,
    users,
    leads: { 1: ['dee'], 2: ['ben'], 3: ['ben'] },
  });
  const receivers = [
    { user: { userId: org.user('ben').userId }, cap: 1 },
    { user: { userId: org.user('cy').userId }, cap: 5 },
  ];
  const { requestId } = await planReassignment(world.database, orgId, {
    source: { rows: pageOf([{ leadId: 1 }]) },
    terms: { to: { distribution: { mode: 'even', receivers, keepStanding: false } }, others: 'keep' },
    options: { requester, planOnly: true, onFailure: 'continue', onDrift: 'skip' },
    spec: {},
  });
  const [stored] = await readInOrg(world.database, orgId, (tx) =>
    tx.read<{ preview: { warnings: { code: string; userId?: number }[] } }>({
      text: 'select preview from request where org_id = $1 and request_id = $2',
      values: [orgId, requestId],
    }),
  );
  assert.deepEqual(
    stored?.preview.warnings.map(({ code, userId }) => [code, userId]),
    [
      ['several-roles', undefined],
      ['receiver-over-cap', org.user('ben').userId],
    ],
  );
});

interface LeaverCase {
  standing: Name[][];
  caps: Record<Name, number | undefined>;
  /** Of each group those who share in it, all of one agent role. */
  groups: { standing?: Standing; receivers: Name[] }[];
  keepStanding: boolean;
}

const sharing = fc.constantFrom<Name[]>(['ada'], ['ben'], ['ada', 'ben'], ['cy']);

const leaverCaseArbitrary: fc.Arbitrary<LeaverCase> = fc.record({
  standing: fc.array(fc.shuffledSubarray([...names], { maxLength: 4 }), {
    minLength: leadIds.length,
    maxLength: leadIds.length,
  }),
  caps: fc.record({ ada: capArbitrary, ben: capArbitrary, cy: capArbitrary, dee: capArbitrary }),
  groups: fc.oneof(
    sharing.map((receivers) => [{ receivers }]),
    fc.tuple(sharing, sharing).map(([first, second]) => [
      { standing: 'primary' as const, receivers: first },
      { standing: 'secondary' as const, receivers: second },
    ]),
  ),
  keepStanding: fc.boolean(),
});

const leaver = 'dee';

/** Whether the leaver is primary on a lead, where the first of a role is. */
function leads(standing: readonly Name[]): boolean {
  return standing.find((name) => users[name].agentRole === users[leaver].agentRole) === leaver;
}

async function offboard(
  org: Organisation<Name>,
  { groups, caps, keepStanding }: LeaverCase,
): Promise<number> {
  const refer = (name: Name) => ({ userId: org.user(name).userId });
  const { requestId } = await planOffboarding(world.database, orgId, {
    leavers: [refer(leaver)],
    leaversAs: 'user',
    leads: groups.map(({ standing, receivers }) => {
      const shares = receivers.map((name) => ({ user: refer(name), cap: caps[name] }));
      return { standing, to: { distribution: { mode: 'even', receivers: shares, keepStanding } } };
    }),
    reports: 'manager',
    account: 'wait',
    options: { requester, planOnly: false, onFailure: 'continue', onDrift: 'skip' },
  });
  await runRequest(world.database, orgId, requestId);
  return requestId;
}

async function readLeadLetters(
  requestId: number,
): Promise<{ leadId: number; foreseen: string; letter: string }[]> {
  return readInOrg(world.database, orgId, (tx) =>
    tx.read({
      text: `select subject as "leadId", letter, foreseen from request_chunk c,
          unnest(c.subjects, string_to_array(c.outcomes, null), string_to_array(c.planned, null))
            s (subject, letter, foreseen)
        where org_id = $1 and request_id = $2 and part = 'leads'`,
      values: [orgId, requestId],
    }),
  );
}

/**
 * Who receives the leaver's place on a lead, and whether that needs room; and who becomes primary because whoever receives
 * stands in another role, which needs room in their book. All stand since the same moment, so the lowest id rises.
 */
function placeOf(standing: readonly Name[], groups: LeaverCase['groups']) {
  const way = leads(standing) ? 'primary' : 'secondary';
  const { receivers = [] } = groups.find((group) => (group.standing ?? way) === way) ?? {};
  const [first = leaver] = receivers;
  const stayIn = (name: Name) =>
    names.filter(
      (each) => each !== leaver && standing.includes(each) && users[each].agentRole === users[name].agentRole,
    );
  const isLeft = way === 'primary' && users[first].agentRole !== users[leaver].agentRole;
  const needsRoom = way === 'primary' || stayIn(first).length === 0;
  return { receivers, needsRoom, promoted: isLeft ? stayIn(leaver).slice(0, 1) : [] };
}

test('a lead on which the leaver is secondary needs no room in the book of whoever gets the place', async () => {
  const seen = { joined: 0, withoutRoom: 0 };
  const property = fc.asyncProperty(leaverCaseArbitrary, async (given) => {
    orgId += 1;
    const org = await anOrganisation(world.database, {
      orgId,
      users,
      leads: Object.fromEntries(leadIds.map((leadId, place) => [leadId, given.standing[place] ?? []])),
    });
    const requestId = await offboard(org, given);
    const books = await readBooks();
    const isFull = (name: Name, more = 0) =>
      (books.get(org.user(name).userId) ?? 0) + more >= (given.caps[name] ?? Infinity);
    const rows = await readLeadLetters(requestId);
    const placeIn = (leadId: number) => placeOf(given.standing[leadId - 1] ?? [], given.groups);
    /** A lead that finds room with its receiver, and none with whoever would rise, keeps its turn. */
    const countKept = (name: Name) =>
      rows.filter(({ leadId, letter }) => {
        const { receivers, promoted } = placeIn(leadId);
        return letter === 'f' && receivers.includes(name) && promoted.some((each) => isFull(each));
      }).length;
    for (const { leadId, foreseen, letter } of rows) {
      const { receivers, needsRoom, promoted } = placeIn(leadId);
      assert.equal(letter, foreseen, `lead ${leadId} is as foreseen`);
      const noneReceives = needsRoom && receivers.every((name) => isFull(name, countKept(name)));
      const hasNoRoom = noneReceives || promoted.some((name) => isFull(name));
      assert.ok(letter !== 'f' || hasNoRoom, `lead ${leadId} has a place`);
      if (!needsRoom) seen.joined += 1;
      if (letter === 'f') seen.withoutRoom += 1;
    }
  });
  await fc.assert(property, { numRuns: runs });
  assert.ok(seen.joined > runs && seen.withoutRoom > runs, JSON.stringify(seen));
});
