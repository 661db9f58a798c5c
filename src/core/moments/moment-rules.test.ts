import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../contract/refusal.ts';
import { readMoment } from './moment-rules.ts';

test('a moment keeps its microseconds and its offset', () => {
  for (const moment of [
    '2026-11-22T09:30:00.123456Z',
    '2026-11-22T09:30:00+02:00',
    '2026-11-22T09:30-0530',
    '2024-02-29T23:59:59.1+15',
  ]) {
    assert.equal(readMoment(moment, 'asOf'), moment);
  }
});

test('a plus sign that a URL turned into a space is a plus sign again', () => {
  assert.equal(readMoment('2026-11-22T09:30:00 02:00', 'asOf'), '2026-11-22T09:30:00+02:00');
});

test('what is no moment is refused with an example, by the name of the member', () => {
  for (const text of [
    '',
    'yesterday',
    '2026-11-22',
    '2026-11-22T09:30:00',
    '2026-11-22T09:30:00.1234567Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T09:30:00+16:00',
    '2026-02-29T09:30:00Z',
    '2026-13-01T09:30:00Z',
    '0000-01-01T00:00:00Z',
    "2026-11-22T09:30:00Z'; drop table lead",
  ]) {
    assert.throws(
      () => readMoment(text, 'from'),
      (error) =>
        error instanceof Refusal &&
        error.code === 'invalid-input' &&
        error.field === 'from' &&
        /^from must be .*2026-11-22T09:30:00Z/.test(error.message),
      text,
    );
  }
});
