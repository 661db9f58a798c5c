import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listNamedUsers } from './named-users-rules.ts';

const spec = {
  leaver: { userId: 1, name: 'Lea Example' },
  leads: [{ to: { distribution: { receivers: [{ user: { userId: 2 } }, { user: { userId: 3 } }] } } }],
  reports: { to: { userId: 2 } },
};

test('whoever is named at any depth is listed once, the nearest first', () => {
  assert.deepEqual(listNamedUsers([spec, { books: [{ userId: 4 }, { userId: 3 }] }], 10), [1, 2, 4, 3]);
  assert.deepEqual(listNamedUsers([spec, null], 2), [1, 2]);
});

test('what names nobody gives nobody', () => {
  for (const told of [
    null,
    undefined,
    'userId',
    7,
    [],
    { userId: null },
    { userId: '2' },
    { userId: { id: 2 } },
  ])
    assert.deepEqual(listNamedUsers(told, 10), []);
});
