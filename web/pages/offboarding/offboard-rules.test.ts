import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyReceiver, emptyReceivers } from '../../forms/receiver-draft.ts';
import type { JoinedInventory } from './join-rules.ts';
import {
  emptyOffboardDraft,
  findGuard,
  findOffboardGap,
  isNothingLeft,
  teamOf,
  toOffboardPlan,
} from './offboard-rules.ts';

const person = (userId: number, isActive = true) => ({
  userId,
  name: `User ${userId}`,
  email: `${userId}@org7.example`,
  isActive,
});

const inventory: JoinedInventory = {
  user: person(1),
  leavers: [person(1)],
  manager: person(9),
  leads: [
    { role: 'Loan Officer', standing: 'primary', count: 3, sample: [] },
    { role: 'Loan Officer', standing: 'secondary', count: 1, sample: [] },
  ],
  reports: { count: 2, sample: [person(2), person(3)] },
  keys: { count: 0, sample: [] },
  scheduledRequests: { count: 0, sample: [] },
  ownScheduledRequests: { count: 0, sample: [] },
};

const to = (userId: number) => ({ ...emptyReceivers, receivers: [{ key: 0, ...emptyReceiver, userId }] });
const filled = {
  ...emptyOffboardDraft,
  groups: { 'Loan Officer, primary': to(2), 'Loan Officer, secondary': to(3) },
};

test('every group of leads needs its receiver, and the leaver is none', () => {
  assert.equal(
    findOffboardGap(emptyOffboardDraft, inventory),
    'Loan Officer, primary: Choose who receives the leads.',
  );
  const half = { ...filled, groups: { 'Loan Officer, primary': to(2), 'Loan Officer, secondary': to(1) } };
  assert.match(findOffboardGap(half, inventory) ?? '', /^Loan Officer, secondary: User 1 leaves/);
  assert.equal(findOffboardGap(filled, inventory), undefined);
});

test('the reports go to the manager unless somebody else is chosen, and need a choice where nobody is above', () => {
  assert.deepEqual(toOffboardPlan(filled, inventory).reports, { to: 'manager' });
  assert.deepEqual(toOffboardPlan({ ...filled, team: 'one', heir: 2 }, inventory).reports, {
    to: { userId: 2 },
  });
  assert.deepEqual(
    toOffboardPlan({ ...filled, team: 'each', managers: new Map([[3, 2]]) }, inventory).reports,
    { to: [{ user: { userId: 3 }, manager: { userId: 2 } }] },
  );
  const headless = { ...inventory, manager: null };
  assert.equal(findOffboardGap(filled, headless), 'Team: Choose who leads the reports.');
  assert.match(
    findOffboardGap({ ...filled, team: 'each', managers: new Map([[3, 2]]) }, headless) ?? '',
    /1 more report;/,
  );
  assert.match(findOffboardGap({ ...filled, team: 'one', heir: 1 }, inventory) ?? '', /User 1 leaves/);
});

test('each report goes their own way where one leaves, and of several who leave all go one', () => {
  const each = { ...filled, team: 'each' as const };
  assert.equal(teamOf(each, inventory), 'each');
  const two = { ...inventory, leavers: [person(1), person(2)] };
  assert.equal(teamOf(each, two), 'manager');
  assert.equal(teamOf(each, { ...two, manager: person(9, false) }), 'one');
});

test('who leaves nothing is asked for nothing', () => {
  const bare = { ...inventory, leads: [], reports: { count: 0, sample: [] } };
  assert.equal(findOffboardGap(emptyOffboardDraft, bare), undefined);
  assert.deepEqual(toOffboardPlan(emptyOffboardDraft, bare), {
    kind: 'offboard',
    user: { userId: 1 },
    leads: [],
    onFailure: 'continue',
    onDrift: 'skip',
  });
  assert.equal(isNothingLeft(bare), false, 'the account has not ended');
  assert.equal(isNothingLeft({ ...bare, user: person(1, false) }), true);
});

test('of several who leave none receives, and they are one plan', () => {
  const both = { ...inventory, leavers: [person(1), person(2)] };
  const draft = { ...filled, also: [2] };
  assert.match(findOffboardGap(draft, inventory) ?? '', /still being read/);
  assert.match(findOffboardGap(draft, both) ?? '', /^Loan Officer, primary: User 2 leaves/);
  const plan = toOffboardPlan({ ...draft, endsAnyway: true }, both);
  assert.deepEqual(
    [plan.user, plan.users, plan.account],
    [undefined, [{ userId: 1 }, { userId: 2 }], 'end-anyway'],
  );
});

test('only an administrator may, and nobody themselves', () => {
  const session = (userId: number, accessRole: 'administrator' | 'manager') => ({
    org: { orgId: 7, name: 'Organisation 7' },
    user: { userId, name: 'Ada', email: 'ada@org7.example', accessRole },
    mayRemove: false,
    secondFactor: null,
    version: '0.1.0',
  });
  assert.match(findGuard(session(5, 'manager'), { userId: 1 }) ?? '', /yours is manager/);
  assert.match(findGuard(session(1, 'administrator'), { userId: 1 }) ?? '', /themselves/);
  assert.equal(findGuard(session(5, 'administrator'), { userId: 1 }), undefined);
});
