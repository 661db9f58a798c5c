import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReceiver } from './read-distribution.ts';
import { readSelection } from './read-selection.ts';

test('shares are even without numbers, weights with them, and percentages with a sign', () => {
  const read = (distribute: string) => readReceiver({ distribute })?.distribution;
  assert.deepEqual(read('126,ana@example.com'), {
    mode: 'even',
    receivers: [{ user: { userId: 126 } }, { user: { email: 'ana@example.com' } }],
  });
  assert.deepEqual(read('126:2, 127:1.5'), {
    mode: 'weighted',
    receivers: [
      { user: { userId: 126 }, share: 2 },
      { user: { userId: 127 }, share: 1.5 },
    ],
  });
  assert.equal(read('126:60%,127:40%')?.mode, 'percent');
  for (const wrong of ['126:60%,127:1', '126:', ':2', '126,', 'ben']) assert.throws(() => read(wrong), wrong);
});

test('caps go with the receivers that they name', () => {
  const { distribution } =
    readReceiver({ distribute: '126:1,127:1', caps: '127:50', keepStanding: true }) ?? {};
  assert.deepEqual(
    distribution?.receivers.map(({ cap }) => cap),
    [undefined, 50],
  );
  assert.equal(distribution?.keepStanding, true);
  assert.throws(() => readReceiver({ to: '126', caps: '126:1' }), /need --distribute/);
  assert.throws(
    () => readReceiver({ distribute: '126', caps: '127:1' }),
    /127, who is not among the receivers/,
  );
  assert.throws(() => readReceiver({ distribute: '126', caps: '126:1,126:2' }), /--caps names 126 twice/);
  assert.equal(readReceiver({}), undefined);
});

test('a level split takes receivers and caps, and no shares', () => {
  assert.deepEqual(readReceiver({ level: '126,127', caps: '127:50', keepStanding: true })?.distribution, {
    mode: 'level',
    receivers: [{ user: { userId: 126 } }, { user: { userId: 127 }, cap: 50 }],
    keepStanding: true,
  });
  assert.throws(() => readReceiver({ level: '126:2,127:1' }), /takes no shares/);
  assert.throws(() => readReceiver({ level: '126', distribute: '127' }), /one of/);
});

test('a selection is read member by member', () => {
  const pairs = [
    'owner=126',
    'as-of=2026-03-01 09:00 +01:00',
    'agent-role=Loan Officer',
    'standing=primary',
    'status=New',
    'status=Contacted',
    'created-from=2026-01-01T00:00:00Z',
    'attribute.branch=North=West',
    'primary-inactive=true',
    'except=7',
    'except=9',
  ];
  assert.deepEqual(readSelection(pairs), {
    owner: { userId: 126 },
    asOf: '2026-03-01T08:00:00Z',
    agentRole: 'Loan Officer',
    standing: 'primary',
    status: ['New', 'Contacted'],
    createdFrom: '2026-01-01T00:00:00Z',
    attributes: { branch: 'North=West' },
    primaryInactive: true,
    except: [7, 9],
  });
  for (const wrong of [
    ['owner'],
    ['owner='],
    ['owner=1', 'owner=2'],
    ['unassigned=yes'],
    ['standing=x'],
    ['except=-1'],
  ]) {
    assert.throws(() => readSelection(wrong), String(wrong));
  }
});
