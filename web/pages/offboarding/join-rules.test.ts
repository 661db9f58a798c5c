import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inventory } from '../../../src/client/client.ts';
import { joinInventories } from './join-rules.ts';

const person = (userId: number) => ({
  userId,
  name: `User ${userId}`,
  email: `${userId}@org7.example`,
  isActive: true,
});

const none = { count: 0, sample: [] };
const held = (count: number, standing: 'primary' | 'secondary' = 'primary') => ({
  role: 'Loan Officer',
  standing,
  count,
  sample: [],
});
const inventory = (userId: number, managerId: number, members: Partial<Inventory>): Inventory => ({
  user: person(userId),
  manager: person(managerId),
  leads: [],
  reports: none,
  keys: none,
  scheduledRequests: none,
  ownScheduledRequests: none,
  ...members,
});

test('what several hold is added up, without reports who leave too, under the nearest manager who stays', () => {
  const request = { requestId: 5, kind: 'reassign', state: 'queued', runAt: null };
  const waiting = { scheduledRequests: { count: 1, sample: [request] } };
  const first = inventory(2, 1, { leads: [held(3)], reports: { count: 1, sample: [person(4)] }, ...waiting });
  const above = inventory(1, 9, {
    leads: [held(2), held(1, 'secondary')],
    reports: { count: 2, sample: [person(2), person(3)] },
    ...waiting,
  });
  const joined = joinInventories(first, [above]);
  assert.deepEqual(
    joined.leads.map(({ standing, count }) => [standing, count]),
    [
      ['primary', 5],
      ['secondary', 1],
    ],
  );
  assert.deepEqual([joined.reports.count, joined.reports.sample.map(({ userId }) => userId)], [2, [4, 3]]);
  assert.equal(joined.manager?.userId, 9);
  assert.equal(joined.scheduledRequests.count, 1, 'a request that names both is one');
  assert.equal(joinInventories(first, []).reports.count, 1);
  assert.deepEqual(joined.leavers, [person(2), person(1)]);
});
