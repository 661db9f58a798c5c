import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readForeseenLeavers, readLeftOfEach, readWhatIsLeft, tellForeseen } from './leaver-rules.ts';

test('what is foreseen of a leaver is told in sentences, without what there is none of', () => {
  const leaver = { name: 'Lea Example', isActive: true, keys: 1, reports: 2, leads: 5, stays: false };
  const { stays, ...told } = leaver;
  assert.deepEqual(readForeseenLeavers({ leaver: { userId: 3, ...told } }), [leaver]);
  const kept = { userId: 4, ...told, account: 'stays' };
  assert.deepEqual(readForeseenLeavers({ leavers: [told, kept] }), [leaver, { ...leaver, stays: true }]);
  assert.match(tellForeseen({ ...leaver, stays: true })[0] ?? '', /account of Lea Example stays/);
  assert.deepEqual(tellForeseen(leaver), [
    'Lea Example will no longer be able to sign in.',
    '1 access key ends.',
    '2 direct reports get a new manager.',
    'The place on 5 leads goes to those you chose.',
  ]);
  assert.deepEqual(tellForeseen({ ...leaver, isActive: false, keys: 0, reports: 0, leads: 0 }), [
    'The account of Lea Example has ended already.',
  ]);
});

test('what is left is read, and nothing is made of what is no such result', () => {
  const left = {
    clean: false,
    isActive: false,
    assignments: 2,
    reports: 0,
    keys: 0,
    scheduledRequests: [1_000_000_003],
    ownScheduledRequests: [1_000_000_004],
  };
  assert.deepEqual(readWhatIsLeft({ ...left, leads: [] }), left);
  const lea = { userId: 1, name: 'Lea' };
  assert.deepEqual(readLeftOfEach(left, [lea]), [{ ...lea, left }]);
  assert.deepEqual(readLeftOfEach({ ...left, leavers: [left] }, [lea]), [{ ...lea, left }]);
  for (const nothing of [null, undefined, 'clean', [], {}]) {
    assert.equal(readWhatIsLeft(nothing), undefined);
    assert.deepEqual(readForeseenLeavers(nothing), []);
    assert.deepEqual(readLeftOfEach(nothing, [{ userId: 1, name: 'Lea' }]), []);
  }
});
