import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReassignment } from './read-reassignment.ts';

const read = (flags: Parameters<typeof readReassignment>[1]) => readReassignment(['7'], flags);

test('nobody means everybody goes, and a role or certain users where they are named', () => {
  const base = { kind: 'reassign', leads: [7] };
  assert.deepEqual(read({ nobody: true }), { ...base, to: null, others: 'all' });
  assert.deepEqual(read({ emptyRole: 'Processor' }), { ...base, to: null, agentRole: 'Processor' });
  const users = [{ userId: 12 }, { email: 'ana@example.com' }];
  assert.deepEqual(read({ remove: ['12', 'ana@example.com'] }), { ...base, to: null, remove: users });
  assert.deepEqual(read({ remove: ['12'], to: '13', others: 'keep' }), {
    ...base,
    to: { user: { userId: 13 } },
    others: 'keep',
    remove: [{ userId: 12 }],
  });
});

test('flags that contradict each other are refused, and so is a line that names nobody at all', () => {
  for (const flags of [{ to: '1' }, { distribute: '1,2' }, { level: '1,2' }]) {
    assert.throws(() => read({ ...flags, nobody: true }), /With --nobody nobody receives/);
    assert.throws(() => read({ ...flags, emptyRole: 'Processor' }), /With --empty-role nobody receives/);
  }
  assert.throws(() => read({ nobody: true, emptyRole: 'Processor' }), /leave out --empty-role/);
  assert.throws(() => read({ nobody: true, remove: ['1'] }), /leave out --empty-role and --remove/);
  assert.throws(() => read({}), /Nobody is named .* --nobody/);
});
