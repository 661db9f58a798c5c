import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasEnded, isAbout, isUnderWay, percentDone } from './request-rules.ts';

test('a request is about its own kind, and its undo about the same', () => {
  assert.equal(isAbout({ kind: 'reassign' }, 'reassign'), true);
  assert.equal(isAbout({ kind: 'managers' }, 'reassign'), false);
  assert.equal(isAbout({ kind: 'undo', spec: { subjects: 'users' } }, 'managers'), true);
  assert.equal(isAbout({ kind: 'undo', spec: { subjects: 'users' } }, 'offboard'), false);
  assert.equal(isAbout({ kind: 'undo', spec: { subjects: 'parts' } }, 'offboard'), true);
  assert.equal(isAbout({ kind: 'import' }, 'reassign'), false);
});

test('a request is done by as much as its rows have had their turn, and one without rows is done', () => {
  const percent = (total: number, notAttempted: number) =>
    percentDone({ counts: { ...noRows, total, notAttempted } });
  assert.deepEqual([percent(0, 0), percent(4, 4), percent(4, 1), percent(4, 0)], [100, 0, 75, 100]);
});

const noRows = { changed: 0, changedInPart: 0, unchanged: 0, failed: 0, skipped: 0 };

test('a request is under way from its run until it changes nothing more, also where it was cancelled', () => {
  const at = '2026-11-28T12:00:00Z';
  const cases = [
    ['planned', null, false, false],
    ['queued', null, true, false],
    ['cancelled', null, true, false],
    ['cancelled', at, false, true],
    ['done', at, false, true],
  ] as const;
  for (const [state, finishedAt, underWay, ended] of cases) {
    assert.deepEqual(
      [isUnderWay({ state, finishedAt }), hasEnded({ finishedAt, state })],
      [underWay, ended],
      state,
    );
  }
});
