import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromLocalTime, toLocalTime } from './local-time-rules.ts';

test('a moment comes back from the field to the minute, whatever the zone of the reader', () => {
  const at = '2026-03-29T01:30:00.000Z';
  assert.equal(fromLocalTime(toLocalTime(at)), at);
});

test('what is no moment is none', () => {
  for (const text of ['', 'soon', '2026-99-99T00:00']) assert.equal(fromLocalTime(text), undefined, text);
  assert.equal(toLocalTime(undefined), '');
  assert.equal(toLocalTime('soon'), '');
});
