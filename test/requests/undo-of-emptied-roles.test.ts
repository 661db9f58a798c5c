// A role that is empty now may have been filled and emptied since: that is later work, too.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Name = 'ada' | 'ben' | 'cy' | 'xan' | 'yves';

let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
let api: ApiCaller;
let orgId = 900;

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
});

beforeEach(async () => {
  orgId += 1;
  org = await anOrganisation(world.database, {
    orgId,
    users: { ada: {}, ben: {}, cy: {}, xan: { agentRole: 'Processor' }, yves: { agentRole: 'Processor' } },
    leads: { 1: ['ada', 'xan'] },
  });
  api = new ApiCaller({ app, database: world.database, orgId }, await org.signIn('ada'));
});

after(async () => {
  await app.close();
  await world.drop();
});

const ref = (name: Name) => ({ userId: org.user(name).userId });

async function reassign(to: Name, others: 'keep' | 'all'): Promise<number> {
  const made = await api.make({ kind: 'reassign', leads: [1], to: { user: ref(to) }, others });
  return made.requestId;
}

async function standing(): Promise<string[]> {
  const { assignments } = await api.get('/api/v1/leads/1');
  const names = assignments.map(
    (row: { user: { name: string }; standing: string }) => `${row.user.name.split(' ')[0]} ${row.standing}`,
  );
  return names.sort();
}

async function assertLeftAlone(undone: number, later: number): Promise<void> {
  const stood = await standing();
  const { requestId, counts } = await api.make(undefined, `/api/v1/requests/${undone}/undo`);
  const [row] = await api.rows(requestId);
  assert.deepEqual([counts.changed, counts.skipped], [0, 1]);
  assert.deepEqual([row.code, row.facts.laterRequest], ['later-change', later]);
  assert.deepEqual(await standing(), stood);
}

test('a role that a later reassignment emptied again is left alone, and that request is named', async () => {
  const first = await reassign('ben', 'all');
  await reassign('yves', 'keep');
  await assertLeftAlone(first, await reassign('cy', 'all'));
});

test('a role that a later offboarding emptied again is left alone, and that request is named', async () => {
  const first = await reassign('ben', 'all');
  await reassign('yves', 'keep');
  const leads = [{ to: { user: ref('cy') } }];
  const { requestId } = await api.make({ kind: 'offboard', user: ref('yves'), leads });
  await assertLeftAlone(first, requestId);
});

test('undone from the last to the first, a role that was emptied is filled again', async () => {
  const stood = await standing();
  const requests = [
    await reassign('ben', 'all'),
    await reassign('yves', 'keep'),
    await reassign('cy', 'all'),
  ];
  for (const requestId of requests.toReversed()) {
    const { counts } = await api.make(undefined, `/api/v1/requests/${requestId}/undo`);
    assert.equal(counts.changed, 1);
  }
  assert.deepEqual(await standing(), stood);
});
