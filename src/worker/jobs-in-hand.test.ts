import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JobsInHand } from './jobs-in-hand.ts';

const minute = 60_000;

test('a job that goes no step on for five minutes is named; one that goes on or was left is not', () => {
  const jobs = new JobsInHand();
  assert.deepEqual([jobs.take(7, 0), jobs.take(8, 0), jobs.take(9, 0)], [true, true, true]);
  assert.equal(jobs.take(7, minute), false, 'it is in hand already');
  for (let at = 1; at < 20; at += 1) jobs.noteProgress(7, at * minute);
  jobs.leave(9);
  assert.equal(jobs.findTrouble(5 * minute - 1), undefined);
  assert.equal(jobs.findTrouble(6 * minute), 'Request 8 runs and has made no progress for 6 minutes.');
  jobs.noteProgress(8, 19 * minute);
  assert.equal(jobs.findTrouble(20 * minute), undefined);
  jobs.leave(8);
  jobs.noteProgress(8, 20 * minute);
  jobs.leave(7);
  assert.equal(jobs.findTrouble(60 * minute), undefined, 'nothing is in hand, however late it is');
});
