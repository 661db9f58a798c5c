// Requests that fill the same books at once, on real PostgreSQL: what was in each book is told from history.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import type { OnDrift, OtherUsers } from '../../src/contract/words/term-words.ts';
import type { LeadAsk } from '../../src/core/assignments/reassignment-terms.ts';
import { planReassignment } from '../../src/core/kinds/reassign/plan-reassignment.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { until } from '../support/until.ts';
import { useDatabase } from '../support/use-world.ts';

const names = ['ada', 'ben', 'cy', 'dee'] as const;
type Name = (typeof names)[number];
const leadIds = Array.from({ length: 40 }, (_, place) => 1 + place);
const runs = Number(process.env.BATON_RUNS ?? 15);

const world = useDatabase();
let orgId = 0;
interface Ask {
  leads: number[];
  receivers: Name[];
  keepStanding: boolean;
  others: OtherUsers;
  onDrift: OnDrift;
}

const askArbitrary: fc.Arbitrary<Ask> = fc.record({
  leads: fc.shuffledSubarray(leadIds, { minLength: 8 }),
  receivers: fc.subarray([...names], { minLength: 1 }),
  keepStanding: fc.boolean(),
  others: fc.constantFrom<OtherUsers>('keep', 'same-role', 'all'),
  onDrift: fc.constantFrom<OnDrift>('skip', 'overwrite'),
});

async function plan(org: Organisation<Name>, caps: Record<Name, number>, ask: Ask): Promise<number> {
  const receivers = ask.receivers.map((name) => ({
    user: { userId: org.user(name).userId },
    cap: caps[name],
  }));
  const { requestId } = await planReassignment(world.database, orgId, {
    source: { rows: pageOf(ask.leads.map((leadId) => ({ leadId }))) },
    terms: {
      to: { distribution: { mode: 'even', receivers, keepStanding: ask.keepStanding } },
      others: ask.others,
    },
    options: {
      requester: { userId: null, origin: 'cli' },
      planOnly: false,
      onFailure: 'continue',
      onDrift: ask.onDrift,
    },
    spec: {},
  });
  return requestId;
}

async function* pageOf(rows: LeadAsk[]): AsyncGenerator<LeadAsk[]> {
  yield rows;
}

/** A user's book after a moment at which it grew. */
interface Growth {
  userId: number;
  at: string;
  book: number;
}

/** Every moment at which somebody became primary on a lead, but for the first of all, which built the world. */
async function listGrowths(requestId: number): Promise<Growth[]> {
  return readInOrg(world.database, orgId, (tx) =>
    tx.read<Growth>({
      text: `select g.user_id as "userId", g.from_at as at, (select count(*) from assignment a
          where a.org_id = $1 and a.user_id = g.user_id and a.standing = 'primary' and a.from_at <= g.from_at
            and (a.until_at is null or a.until_at > g.from_at)) as book
        from (select distinct user_id, from_at from assignment
          where org_id = $1 and standing = 'primary' and from_request <> $2) g`,
      values: [orgId, requestId],
    }),
  );
}

test('three capped requests at once over the same leads and books never fill a book beyond its cap, at any moment', async () => {
  let refused = 0;
  const property = fc.asyncProperty(
    fc.tuple(...leadIds.map(() => fc.shuffledSubarray([...names], { maxLength: 2 }))),
    fc.tuple(...names.map(() => fc.integer({ min: 0, max: 14 }))),
    fc.tuple(askArbitrary, askArbitrary, askArbitrary),
    async (standing, [ada, ben, cy, dee], asks) => {
      orgId += 1;
      const caps: Record<Name, number> = { ada: ada ?? 0, ben: ben ?? 0, cy: cy ?? 0, dee: dee ?? 0 };
      const org = await anOrganisation(world.database, {
        orgId,
        users: { ada: {}, ben: {}, cy: {}, dee: {} },
        leads: Object.fromEntries(leadIds.map((leadId, place) => [leadId, standing[place] ?? []])),
      });
      const requestIds: number[] = [];
      for (const ask of asks) requestIds.push(await plan(org, caps, ask));
      await Promise.all(requestIds.map((requestId) => runRequest(world.database, orgId, requestId)));

      const capOf = new Map(names.map((name) => [org.user(name).userId, caps[name]]));
      for (const { userId, at, book } of await listGrowths(org.requestId)) {
        const cap = capOf.get(userId) ?? 0;
        assert.ok(book <= cap, `the book of ${userId} held ${book} at ${at}, over its cap of ${cap}`);
      }
      assert.deepEqual(await findBreaches(world.database, orgId), []);
      refused += await countWithoutRoom();
    },
  );
  await fc.assert(property, { numRuns: runs });
  assert.ok(refused > runs, `only ${refused} rows found no room`);
});

test('a request that waited for a book writes history after the one it waited for', async () => {
  orgId += 1;
  const org = await anOrganisation(world.database, {
    orgId,
    users: { ada: {}, ben: {}, cy: {}, dee: {} },
    leads: { 1: ['dee'], 2: ['dee'] },
  });
  const caps = { ada: 0, ben: 9, cy: 1, dee: 9 };
  const ask = { keepStanding: false, others: 'same-role', onDrift: 'skip' } as const;
  const waiting = await plan(org, caps, { ...ask, leads: [2], receivers: ['ada', 'cy'] });
  const filling = await plan(org, caps, { ...ask, leads: [1], receivers: ['cy'] });
  await runRequest(world.database, orgId, filling);
  const freeing = await plan(org, caps, { ...ask, leads: [1], receivers: ['ben'] });
  const holder = new pg.Client({ connectionString: world.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from baton.org_user where org_id = $1 and user_id = $2 for update', [
    orgId,
    org.user('ada').userId,
  ]);
  const running = runRequest(world.database, orgId, waiting);
  await until('it waits for the first book', async () => {
    const { rows } = await holder.query<{ waits: boolean }>(
      'select count(*) > 0 as waits from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))',
    );
    return rows[0]?.waits ?? false;
  });
  await runRequest(world.database, orgId, freeing);
  await holder.query('commit');
  await holder.end();
  await running;
  const growths = await listGrowths(org.requestId);
  assert.deepEqual(growths.map(({ userId, book }) => [userId, book]).sort(), [
    [org.user('ben').userId, 1],
    [org.user('cy').userId, 1],
    [org.user('cy').userId, 1],
  ]);
});

/** Rows that failed, which here is for want of room alone. */
async function countWithoutRoom(): Promise<number> {
  const rows = await readInOrg(world.database, orgId, (tx) =>
    tx.read<{ code: string }>({
      text: `select detail.value->>'code' as code from request_chunk c
        join request r using (org_id, request_id), jsonb_each(c.details) detail
        where c.org_id = $1 and r.kind = 'reassign' and detail.value->>'code' <> 'lead-moved'`,
      values: [orgId],
    }),
  );
  for (const { code } of rows) assert.equal(code, 'no-room');
  return rows.length;
}
