import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFieldText, toFieldText } from './moment-rules.ts';

test('a moment survives the field that holds it, in whatever zone, to the minute', () => {
  for (const at of ['2026-01-05T09:07:00.000Z', '2026-07-31T23:59:00.000Z', '2026-11-01T06:30:00.000Z']) {
    assert.equal(readFieldText(toFieldText(at)), at);
  }
  assert.match(toFieldText('2026-01-05T09:07:31Z'), /^\d{4}-\d\d-\d\dT\d\d:07$/);
});

test('no moment leaves the field empty', () => {
  for (const at of [undefined, 'soon']) assert.equal(toFieldText(at), '');
});

test('a field that is not whole is no moment', () => {
  assert.equal(readFieldText(''), undefined);
  assert.equal(readFieldText('2026-13-40T25:00'), undefined);
});
