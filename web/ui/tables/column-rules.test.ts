import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaveOut, listLeftOut } from './column-rules.ts';

const columns = [{ id: 'name' }, { id: 'status', isMinor: true }, { id: 'source', isMinor: true }];

test('a narrow window leaves out the minor columns, but for those asked for', () => {
  assert.deepEqual(listLeftOut(columns, {}, false), []);
  assert.deepEqual(listLeftOut(columns, {}, true), ['status', 'source']);
  assert.deepEqual(listLeftOut(columns, { also: ['status'] }, true), ['source']);
  assert.deepEqual(listLeftOut(columns, { without: ['status'], also: ['status'] }, true), [
    'status',
    'source',
  ]);
});

test('exactly what was chosen is left out, in a window of either width', () => {
  const subsets = [[], ['name'], ['status'], ['source', 'name'], ['name', 'status', 'source']];
  for (const isNarrow of [true, false]) {
    for (const leftOut of subsets) {
      for (const before of [{}, { without: ['status'] }, { without: ['name'], also: ['source'] }]) {
        const choice = leaveOut(columns, before, { isNarrow, leftOut });
        assert.deepEqual(new Set(listLeftOut(columns, choice, isNarrow)), new Set(leftOut));
      }
    }
  }
});

test('what a phone shows besides takes nothing from a wide window', () => {
  const choice = leaveOut(columns, {}, { isNarrow: true, leftOut: ['source'] });
  assert.deepEqual(choice, { without: [], also: ['status'] });
  assert.deepEqual(listLeftOut(columns, choice, false), []);
});
