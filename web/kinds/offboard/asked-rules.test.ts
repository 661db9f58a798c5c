import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownRequest } from '../../../src/client/client.ts';
import { readAsked } from './asked-rules.ts';

test('who was chosen for what is read from a spec', () => {
  const distribution = {
    mode: 'weighted' as const,
    keepStanding: false,
    receivers: [{ user: { userId: 2 }, share: 3 }],
  };
  const spec: ShownRequest<'offboard'>['spec'] = {
    leavers: [{ userId: 1, name: 'Lea Example' }],
    leads: [
      { agentRole: 'Loan Officer', standing: 'primary', to: { user: { email: 'ben@org7.example' } } },
      { standing: 'secondary', to: { distribution } },
    ],
    reports: { to: 'manager' },
    account: 'wait',
    shares: [],
    caps: {},
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
  assert.equal(readAsked({ ...spec, account: 'end-anyway' }).endsAnyway, true);
  assert.deepEqual(readAsked({ ...spec, reports: { to: { userId: 4 } } }).team, { userId: 4 });
  const each = [{ user: { userId: 5 }, manager: { userId: 6 } }];
  assert.deepEqual(readAsked({ ...spec, reports: { to: each } }).team, { each: 1 });
});
