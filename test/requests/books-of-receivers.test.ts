// A preview shows the book of everyone who is named to receive, whatever they get.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlannedRequest } from '../support/open-caller.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 701,
  perTest: true,
  users: { ada: { accessRole: 'administrator', reports: ['ben', 'cy', 'dee'] }, ben: {}, cy: {}, dee: {} },
  leads: { 1: ['ben'], 2: ['ben'], 3: ['ben'], 4: ['cy'] },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref } = world;

const names = ['ada', 'ben', 'cy', 'dee'] as const;

const full = (name: Name) => ({ user: ref(name), cap: 0 });

function booksOf({ preview }: PlannedRequest) {
  return preview.books.map(({ userId, bookBefore, receives, bookAfter }) => [
    names.find((name) => world.idOf(name) === userId),
    bookBefore,
    receives,
    bookAfter,
  ]);
}

test('whoever shares in a distribution is shown first, with zeros where they get nothing', async () => {
  const distribution = { mode: 'even', receivers: [full('dee'), full('cy'), { user: ref('ada') }] };
  const planned = await ada.plan({ kind: 'reassign', leads: [1, 2], to: { distribution }, others: 'all' });
  assert.deepEqual(booksOf(planned), [
    ['ada', 0, 2, 2],
    ['cy', 1, 0, 1],
    ['dee', 0, 0, 0],
    ['ben', 3, 0, 1],
  ]);
  assert.equal(planned.preview.usersTouched, 2);
});

test('the one receiver is shown where every lead is theirs already, or none is found', async () => {
  const kept = await ada.plan({ kind: 'reassign', leads: [1, 2, 3], to: { user: ref('ben') } });
  assert.deepEqual(booksOf(kept), [['ben', 3, 0, 3]]);
  const none = await ada.plan({
    kind: 'reassign',
    selection: { status: ['Nonsense'] },
    to: { user: ref('cy') },
  });
  assert.deepEqual(booksOf(none), [['cy', 1, 0, 1]]);
});

test('receivers of an offboarding and of a retry are shown alike', async () => {
  const distribution = { mode: 'even', receivers: [full('cy'), full('dee')] };
  const leads = [{ to: { distribution } }];
  const offboarding = { kind: 'offboard', user: ref('ben'), leads };
  const nobodyGets = [
    ['cy', 1, 0, 1],
    ['dee', 0, 0, 0],
  ];
  assert.deepEqual(booksOf(await ada.plan(offboarding)), nobodyGets);
  for (const asked of [offboarding, { kind: 'reassign', leads: [1], to: { distribution } }]) {
    const { requestId } = await ada.make(asked);
    assert.deepEqual(booksOf(await ada.planRetry(requestId)), nobodyGets);
  }
});
