// Those whom a request names come along with it, as far as whoever asks may see them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BatonClient } from '../../src/client/client.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { openClient } from '../support/open-client.ts';
import { type ServedApp, serveApp } from '../support/serve-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Name = 'ada' | 'max' | 'ben' | 'cy' | 'una' | 'old';

let world: TestDatabase;
let app: ServedApp;
let org: Organisation<Name>;
let ada: BatonClient;
let max: BatonClient;
let stranger: BatonClient;
let planned: number;

before(async () => {
  world = await createTestDatabase();
  org = await anOrganisation<Name>(world.database, {
    orgId: 7,
    users: {
      ada: { accessRole: 'administrator', reports: ['max', 'una'] },
      max: { accessRole: 'manager', reports: ['ben', 'cy', 'old'] },
      ben: {},
      cy: {},
      una: {},
      old: { isActive: false },
    },
    leads: { 1001: ['old'], 1002: ['old'] },
  });
  const rival = await anOrganisation(world.database, { orgId: 8, users: { zoe: {} } });
  app = await serveApp(world);
  [ada, max, stranger] = [
    openClient(app.address, await org.signIn('ada')),
    openClient(app.address, await org.signIn('max')),
    openClient(app.address, await rival.signIn('zoe')),
  ];
  ({ requestId: planned } = await max.requests.plan({
    kind: 'reassign',
    selection: { owner: { userId: idOf('old') } },
    to: {
      distribution: {
        mode: 'even',
        receivers: [{ user: { userId: idOf('ben') } }, { user: { userId: idOf('cy') } }],
      },
    },
  }));
});

after(async () => {
  await app.stop();
  await world.drop();
});

const idOf = (name: Name) => org.user(name).userId;

async function listPeople(client: BatonClient): Promise<string[]> {
  const { people } = await client.requests.show(planned, { include: ['people'] });
  return people.map(({ name }) => name);
}

test('those whom what was asked and what is foreseen name come along, who has left among them', async () => {
  const alone = await max.requests.show(planned);
  assert.equal('people' in alone, false);
  const { people, ...request } = await max.requests.show(planned, { include: ['people'] });
  assert.deepEqual(request, alone);
  assert.deepEqual(
    people.map(({ name, isActive }) => [name, isActive]),
    [
      ['Ben Example', true],
      ['Cy Example', true],
      ['Old Example', false],
    ],
  );
  assert.deepEqual(await listPeople(ada), ['Ben Example', 'Cy Example', 'Old Example']);
});

test('who is out of sight by now does not come along, and a request out of sight brings nobody', async () => {
  const { requestId } = await ada.requests.create({
    kind: 'managers',
    rows: [{ user: { userId: idOf('cy') }, manager: { userId: idOf('una') } }],
  });
  await ada.requests.wait(requestId);
  assert.deepEqual(await listPeople(max), ['Ben Example', 'Old Example']);
  assert.deepEqual(await listPeople(ada), ['Ben Example', 'Cy Example', 'Old Example']);
  await assert.rejects(listPeople(stranger), { code: 'request-not-found', status: 404 });
});

test('a part that is not known is named', async () => {
  const headers = await org.signIn('ada');
  const answer = await fetch(`${app.address}/api/v1/requests/${planned}?include=rows`, { headers });
  const { field, detail } = JSON.parse(await answer.text());
  assert.deepEqual([answer.status, field], [400, 'include']);
  assert.equal(detail, 'include does not know "rows". It takes people; separate several by commas.');
});
