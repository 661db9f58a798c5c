import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anOrganisation } from '../../../test/support/an-organisation.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { closeDatabase, openDatabase } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { openCallLimit } from './call-limit.ts';
import { setCallLimit } from './set-call-limit.ts';

let world: TestDatabase;
let orgs = 0;
before(async () => {
  world = await createTestDatabase();
});
after(() => world.drop());

async function anOrg(): Promise<number> {
  orgs += 1;
  await anOrganisation(world.database, { orgId: orgs, users: {} });
  return orgs;
}

/** Pretends that the calls of an org were made earlier. */
async function age(orgId: number, interval: string): Promise<void> {
  await inOrg(world.database, orgId, async (tx) => {
    tx.write({
      text: `update leadsquared_window
        set calls = array(select call - $2::interval from unnest(calls) call) where org_id = $1`,
      values: [orgId, interval],
    });
  });
}

test('25 calls are let through, the 26th is told when to come back', async () => {
  const orgId = await anOrg();
  const countCall = openCallLimit(world.database);
  for (let call = 1; call <= 25; call += 1) {
    const { isAllowed, limit, remaining, resetS } = await countCall(orgId);
    assert.deepEqual({ isAllowed, limit, remaining }, { isAllowed: true, limit: 25, remaining: 25 - call });
    assert.ok(resetS >= 1 && resetS <= 5);
  }
  const refused = await countCall(orgId);
  assert.equal(refused.isAllowed, false);
  assert.equal(refused.remaining, 0);
  assert.ok(refused.resetS >= 1 && refused.resetS <= 5);
});

test('the window slides: what is 5 seconds old makes room, one for one, and refused calls take none', async () => {
  const orgId = await anOrg();
  const countCall = openCallLimit(world.database);
  for (let call = 0; call < 5; call += 1) await countCall(orgId);
  await age(orgId, '3 seconds');
  for (let call = 0; call < 20; call += 1) assert.equal((await countCall(orgId)).isAllowed, true);
  for (let call = 0; call < 30; call += 1) {
    const { isAllowed, resetS } = await countCall(orgId);
    assert.equal(isAllowed, false);
    assert.ok(resetS <= 2, `${resetS}`);
  }
  await age(orgId, '2 seconds');
  for (let call = 0; call < 5; call += 1) assert.equal((await countCall(orgId)).isAllowed, true);
  assert.equal((await countCall(orgId)).isAllowed, false);
});

test('a clock that was set back does not lock an organisation out', async () => {
  const orgId = await anOrg();
  const countCall = openCallLimit(world.database);
  for (let call = 0; call < 25; call += 1) await countCall(orgId);
  await age(orgId, '-1 hour');
  assert.equal((await countCall(orgId)).isAllowed, true);
});

test('the limit is the organisation’s own, and each has its own window', async () => {
  const [small, other] = [await anOrg(), await anOrg()];
  await setCallLimit(world.database, small, 2);
  const countCall = openCallLimit(world.database);
  const calls = [await countCall(small), await countCall(small), await countCall(small)];
  assert.deepEqual(
    calls.map(({ isAllowed, limit }) => [isAllowed, limit]),
    [
      [true, 2],
      [true, 2],
      [false, 2],
    ],
  );
  assert.equal((await countCall(other)).isAllowed, true);
});

test('two processes that count at once never let a 26th call through', { timeout: 30_000 }, async () => {
  const second = openDatabase({ url: world.url, connections: 8, plannedFor: 'singles', onTrouble: () => {} });
  try {
    const [countHere, countThere] = [openCallLimit(world.database), openCallLimit(second)];
    const orgId = await anOrg();
    for (let round = 0; round < 50; round += 1) {
      const calls = Array.from({ length: 40 }, (_, place) => (place % 2 ? countHere : countThere)(orgId));
      const allowed = (await Promise.all(calls)).filter((call) => call.isAllowed);
      assert.deepEqual(
        allowed.map((call) => call.remaining).sort((a, b) => a - b),
        Array.from({ length: 25 }, (_, place) => place),
      );
      await age(orgId, '5 seconds');
    }
  } finally {
    await closeDatabase(second);
  }
});
