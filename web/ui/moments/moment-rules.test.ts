import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameMoment, readFieldText, toFieldText } from './moment-rules.ts';

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

test('a moment to come is told with its hour, and its year where it is far off', () => {
  const now = new Date('2026-11-28T12:00:00Z');
  assert.match(nameMoment('2026-12-24T18:05:00Z', now), /\d\d:05/);
  assert.match(nameMoment('2030-01-05T18:05:00Z', now), /2030.*\d\d:05/);
});
