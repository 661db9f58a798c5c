import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listLeftOfEach, tellForeseen } from './leaver-rules.ts';

test('what is foreseen of a leaver is told in sentences, without what there is none of', () => {
  const leaver = {
    userId: 3,
    name: 'Lea Example',
    isActive: true,
    keys: 1,
    reports: 2,
    leads: 5,
    account: 'ends' as const,
    left: { leads: 0, reports: 0 },
  };
  assert.match(tellForeseen({ ...leaver, account: 'stays' })[0] ?? '', /account of Lea Example stays/);
  assert.deepEqual(tellForeseen(leaver), [
    'Lea Example will no longer be able to sign in.',
    '1 access key ends.',
    '2 direct reports get a new manager.',
    'The place on 5 leads goes to those you chose.',
  ]);
  const fewer = { ...leaver, keys: 2, reports: 1, leads: 1 };
  assert.deepEqual(tellForeseen(fewer).slice(1), [
    '2 access keys end.',
    '1 direct report gets a new manager.',
    'The place on 1 lead goes to those you chose.',
  ]);
  const gone = { ...leaver, isActive: false, account: 'ended' as const, keys: 0, reports: 0, leads: 0 };
  assert.deepEqual(tellForeseen(gone), ['The account of Lea Example has ended already.']);
});

test('what is left is told of each leaver, and of one it is all that is left', () => {
  const left = {
    clean: false,
    isActive: false,
    assignments: 2,
    reports: 0,
    keys: 0,
    scheduledRequests: [1_000_000_003],
    ownScheduledRequests: [1_000_000_004],
    leads: [],
  };
  const lea = { userId: 1, name: 'Lea' };
  assert.deepEqual(listLeftOfEach(left, [lea]), [{ ...lea, left }]);
  const ofLea = { ...lea, ...left };
  assert.deepEqual(listLeftOfEach({ ...left, leavers: [ofLea] }, [lea]), [{ ...lea, left: ofLea }]);
  assert.deepEqual(listLeftOfEach({ ...left, leavers: [] }, [lea]), []);
});
