// Those whom a request names come along with it, as far as whoever asks may see them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BatonClient } from '../../src/client/client.ts';
import { readRefusal } from '../support/open-caller.ts';
import { useWorld } from '../support/use-world.ts';

let planned: number;

const world = useWorld(
  {
    orgId: 7,
    served: 'with worker',
    users: {
      ada: { accessRole: 'administrator', reports: ['max', 'una'] },
      max: { accessRole: 'manager', reports: ['ben', 'cy', 'old'] },
      ben: {},
      cy: {},
      una: {},
      old: { isActive: false },
    },
    leads: { 1001: ['old'], 1002: ['old'] },
  },
  async () => {
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
  },
);
const [ada, max] = [world.as('ada'), world.as('max')];
const stranger = world.beside({ orgId: 8, users: { zoe: {} } }).as('zoe');
const { idOf } = world;

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
  const answer = await ada.get(`/api/v1/requests/${planned}?include=rows`);
  const { status, field, detail } = readRefusal(answer);
  assert.deepEqual([status, field], [400, 'include']);
  assert.equal(detail, 'include does not know "rows". It takes people; separate several by commas.');
});
