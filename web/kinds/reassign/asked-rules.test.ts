import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReassignment } from './asked-rules.ts';

test('who receives the leads of a reassignment is read from its spec, however it was asked', () => {
  const one = { mode: undefined, receivers: [{ userId: 2 }], keepsStanding: false };
  assert.deepEqual(readReassignment({ to: { user: { userId: 2 } }, others: 'keep' }), {
    split: one,
    others: 'keep',
    isOthersByRow: false,
    isForNobody: false,
    role: undefined,
    removed: [],
  });
  const receivers = [{ user: { userId: 2 }, share: 60, cap: 400 }];
  const distribution = { mode: 'percent' as const, keepStanding: true, receivers };
  assert.deepEqual(readReassignment({ to: { distribution } }).split, {
    mode: 'percent',
    receivers: [{ userId: 2, share: 60, cap: 400 }],
    keepsStanding: true,
  });
  assert.equal(readReassignment({}).split, undefined);
  assert.equal(readReassignment({ others: 'keep', othersByRow: true }).isOthersByRow, true);
});

test('who is removed is read from a spec, and nobody receives where that is said or nobody is named', () => {
  const removal = {
    ...{ split: undefined, others: 'keep', isOthersByRow: false },
    ...{ isForNobody: true, role: undefined, removed: [] },
  };
  const read = (spec: object) => readReassignment({ others: 'keep', ...spec });
  assert.deepEqual(read({ to: null }), removal);
  assert.deepEqual(read({ to: null, agentRole: 'Processor' }), { ...removal, role: 'Processor' });
  assert.deepEqual(read({ remove: [{ userId: 2 }] }), { ...removal, removed: [{ userId: 2 }] });
  assert.equal(read({ to: { user: { userId: 1 } }, remove: [{ userId: 2 }] }).isForNobody, false);
  assert.equal(read({}).isForNobody, false);
});
