import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  readReassignDraft,
  readReceivers,
  writeReassignDraft,
  writeReceivers,
} from './draft-address-rules.ts';
import { emptyDraft } from './reassign-draft.ts';
import { emptyReceiver, emptyReceivers, type ReceiverDraft } from './receiver-draft.ts';
import { emptyRemoval, type RemovalDraft, readRemoval, writeRemoval } from './removal-draft.ts';

const rows = (...receivers: { userId?: number; share?: number; cap?: number }[]) =>
  receivers.map((receiver, key) => ({ key, ...emptyReceiver, ...receiver }));

const texts: [ReceiverDraft, number | string | undefined][] = [
  [emptyReceivers, undefined],
  [{ ...emptyReceivers, receivers: rows({ userId: 126 }) }, 126],
  [{ split: 'even', keepStanding: false, receivers: rows({ userId: 126 }, { userId: 127 }) }, 'even_126_127'],
  [
    { split: 'even', keepStanding: true, receivers: rows({ userId: 126, cap: 80 }, {}) },
    'even.keep_126-80_0',
  ],
  [
    {
      split: 'weighted',
      keepStanding: false,
      receivers: rows({ userId: 1, share: 1.5 }, { userId: 2, cap: 0 }),
    },
    'weighted_1*1.5_2-0',
  ],
  [
    {
      split: 'percent',
      keepStanding: false,
      receivers: rows({ userId: 126, share: 60 }, { userId: 127, share: 40, cap: 100 }),
    },
    'percent_126*60_127*40-100',
  ],
  [
    { split: 'level', keepStanding: true, receivers: rows({ userId: 126, cap: 80 }, { userId: 127 }) },
    'level.keep_126-80_127',
  ],
];

test('receivers are read as they were written', () => {
  for (const [draft, text] of texts) {
    assert.equal(writeReceivers(draft), text);
    assert.deepEqual(readReceivers(text), draft);
  }
});

const removals: [Partial<RemovalDraft>, string | undefined][] = [
  [{}, undefined],
  [{ removes: 'everybody' }, 'nobody'],
  [{ removes: 'role', role: 'Loan Officer_2.x' }, 'nobody.role_Loan Officer_2.x'],
  [{ removes: 'role', role: '' }, 'nobody.role_'],
  [{ removes: 'people', people: [126, undefined] }, 'nobody.people_126_0'],
];

test('who is removed is read as it was written', () => {
  for (const [members, text] of removals) {
    const draft = { ...emptyRemoval, ...members };
    assert.equal(writeRemoval(draft), text);
    assert.deepEqual(readRemoval(text), draft);
    assert.deepEqual(readReassignDraft({ to: text }), { ...emptyDraft, ...draft });
    assert.equal(writeReassignDraft({ ...emptyDraft, ...draft }).to, text);
  }
  for (const nonsense of ['nobody_1', 'nobody.people', 'nobody.people_x', 'nobody.roles_x', 12])
    assert.deepEqual(readRemoval(nonsense), emptyRemoval);
});

test('shares that do not count now are not written', () => {
  const shared = rows({ userId: 126, share: 3 }, { userId: 127, share: 1 });
  assert.equal(writeReceivers({ split: 'even', keepStanding: false, receivers: shared }), 'even_126_127');
  assert.equal(writeReceivers({ split: 'level', keepStanding: false, receivers: shared }), 'level_126_127');
  assert.equal(writeReceivers({ split: 'one', keepStanding: true, receivers: shared }), 126);
});

test('receivers that make no sense are nobody, and never some of them', () => {
  const nonsense = [
    'even',
    'even_',
    'even_126__127',
    'even_126_x',
    'even.kept_126',
    'odd_126',
    'even_126*',
    'even_-126',
    'weighted_126*1e9',
    '99999999999',
    '0',
    0,
    -126,
    1.5,
    true,
    null,
    ['even_126'],
    { to: 126 },
  ];
  for (const value of nonsense) assert.deepEqual(readReceivers(value), emptyReceivers, String(value));
});

test('a draft is read as it was written, and what is so by default is not spelled', () => {
  assert.deepEqual(
    Object.values(writeReassignDraft(emptyDraft)).filter((value) => value !== undefined),
    [],
  );
  assert.deepEqual(readReassignDraft({}), emptyDraft);
  const draft = {
    ...emptyDraft,
    receivers: rows({ userId: 126 }),
    others: 'same-role' as const,
    reason: 'Ana is on leave ',
    runAt: '2026-11-30T18:00',
    onFailure: 'all-or-nothing' as const,
    onDrift: 'overwrite' as const,
    onReceiverUnavailable: 'split' as const,
  };
  const written = writeReassignDraft(draft);
  assert.match(written.runAt ?? '', /^2026-1[12]-\d\dT\d\d:\d\d:00\.000Z$/);
  assert.deepEqual(readReassignDraft(written), draft);
});

test('what makes no sense in an address is left out', () => {
  const nonsense = {
    to: 'somebody',
    others: 'some',
    reason: ['because'],
    runAt: 'tomorrow',
    onFailure: 'continue',
    onDrift: 1,
  };
  assert.deepEqual(readReassignDraft(nonsense), emptyDraft);
  assert.equal(readReassignDraft({ reason: 'x'.repeat(2_000) }).reason.length, 1_000);
  assert.equal(readReassignDraft({ reason: 42 }).reason, '42');
});
