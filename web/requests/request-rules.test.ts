import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAbout } from './request-rules.ts';

test('a request is about its own kind, and its undo about the same', () => {
  assert.equal(isAbout({ kind: 'reassign' }, 'reassign'), true);
  assert.equal(isAbout({ kind: 'managers' }, 'reassign'), false);
  assert.equal(isAbout({ kind: 'undo', spec: { subjects: 'users' } }, 'managers'), true);
  assert.equal(isAbout({ kind: 'undo', spec: { subjects: 'users' } }, 'offboard'), false);
  assert.equal(isAbout({ kind: 'undo', spec: { subjects: 'parts' } }, 'offboard'), true);
  assert.equal(isAbout({ kind: 'import' }, 'reassign'), false);
});
