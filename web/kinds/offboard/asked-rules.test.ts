import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAsked } from './asked-rules.ts';

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
