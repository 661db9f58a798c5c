import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAsked, readReassignment } from './asked-rules.ts';

const leaver = { userId: 1, name: 'Lea Example' };

test('who was chosen for what is read from a spec', () => {
  const distribution = {
    mode: 'weighted',
    keepStanding: false,
    receivers: [{ user: { userId: 2 }, share: 3 }],
  };
  const spec = {
    leaver,
    leads: [
      { agentRole: 'Loan Officer', standing: 'primary', to: { user: { email: 'ben@org7.example' } } },
      { standing: 'secondary', to: { distribution } },
    ],
    reports: { to: 'manager' },
  };
  assert.deepEqual(readAsked(spec), {
    groups: [
      {
        name: 'Loan Officer, primary',
        mode: undefined,
        receivers: [{ email: 'ben@org7.example' }],
        keepsStanding: false,
      },
      {
        name: 'Any role, secondary',
        mode: 'weighted',
        receivers: [{ userId: 2, share: 3 }],
        keepsStanding: false,
      },
    ],
    team: 'manager',
    endsAnyway: false,
  });
  assert.equal(
    readAsked({ ...spec, leaver: undefined, leavers: [leaver], account: 'end-anyway' })?.endsAnyway,
    true,
  );
  assert.deepEqual(readAsked({ ...spec, reports: { to: { userId: 4 } } })?.team, { userId: 4 });
  const each = [{ user: { userId: 5 }, manager: { userId: 6 } }];
  assert.deepEqual(readAsked({ ...spec, reports: { to: each } })?.team, { each: 1 });
});

test('the spec of another kind names no choices', () => {
  assert.equal(readAsked({ to: { user: { userId: 2 } } }), undefined);
  assert.equal(readAsked(null), undefined);
});

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
  assert.deepEqual(readReassignment({ primary: { userId: 2 } }).split, one);
  const receivers = [{ user: { userId: 2 }, share: 60, cap: 400 }];
  const distribution = { mode: 'percent', keepStanding: true, receivers };
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
