import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAbout, listWays } from './request-rules.ts';

const ended = {
  kind: 'reassign',
  state: 'done',
  finishedAt: '2026-11-22T09:30:00.000000Z',
  counts: { total: 2, changed: 2, changedInPart: 0, unchanged: 0, failed: 0, skipped: 0, notAttempted: 0 },
  undone: null,
} as const;

test('an undo is offered where something changed and was not undone as a whole', () => {
  assert.equal(listWays(ended).mayUndo, true);
  assert.equal(listWays({ ...ended, undone: 'wholly' }).mayUndo, false);
  assert.equal(listWays({ ...ended, undone: 'in part' }).mayUndo, true);
  assert.equal(listWays({ ...ended, counts: { ...ended.counts, changed: 0 } }).mayUndo, false);
  assert.equal(listWays({ ...ended, finishedAt: null, state: 'running' }).mayUndo, false);
});

test('a request is about its own kind, and its undo about the same', () => {
  assert.equal(isAbout({ kind: 'reassign', spec: {} }, 'reassign'), true);
  assert.equal(isAbout({ kind: 'managers', spec: {} }, 'reassign'), false);
  assert.equal(isAbout({ kind: 'undo', spec: { subjects: 'users' } }, 'managers'), true);
  assert.equal(isAbout({ kind: 'undo', spec: { subjects: 'users' } }, 'offboard'), false);
  assert.equal(isAbout({ kind: 'undo', spec: { subjects: 'parts' } }, 'offboard'), true);
  assert.equal(isAbout({ kind: 'import', spec: {} }, 'reassign'), false);
});
