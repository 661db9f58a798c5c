import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listWays } from './request-rules.ts';

const ended = {
  kind: 'reassign',
  state: 'done',
  finishedAt: '2026-11-22T09:30:00.000000Z',
  counts: { total: 2, changed: 2, unchanged: 0, failed: 0, skipped: 0, notAttempted: 0 },
  undoneBy: [],
} as const;

test('an undo is offered where something changed and was not undone already', () => {
  assert.equal(listWays(ended).mayUndo, true);
  assert.equal(listWays({ ...ended, undoneBy: [7] }).mayUndo, false);
  assert.equal(listWays({ ...ended, counts: { ...ended.counts, changed: 0 } }).mayUndo, false);
  assert.equal(listWays({ ...ended, finishedAt: null, state: 'running' }).mayUndo, false);
});
