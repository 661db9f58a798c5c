import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  nameMoment,
  nameMomentsIn,
  readFieldText,
  shortenMoment,
  spellDuration,
  toFieldText,
} from './moment-rules.ts';

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

test('a year is told of what is 300 days away, and an hour of what is nearer', () => {
  const now = new Date('2026-11-28T12:00:00Z');
  const away = (days: number) =>
    shortenMoment(new Date(now.getTime() - days * 86_400_000).toISOString(), now);
  assert.match(away(300), /2026/);
  assert.doesNotMatch(away(299), /2026/);
  assert.match(away(299), /\d\d:\d\d/);
});

test('how long something took is told in the two largest units', () => {
  const told: [number, string][] = [
    [-1, '0 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [59_400, '59 s'],
    [60_000, '1 min 0 s'],
    [150_000, '2 min 30 s'],
    [3_599_000, '59 min 59 s'],
    [3_600_000, '1 h 0 min'],
    [9_059_000, '2 h 30 min'],
    [100_000_000, '27 h 46 min'],
  ];
  for (const [ms, text] of told) assert.equal(spellDuration(ms), text);
});

test('a sentence is told with its moments as its reader says them, and nothing else of it changes', () => {
  const now = new Date('2026-11-28T12:00:00Z');
  const at = '2026-11-27T18:05:00.123456Z';
  assert.equal(
    nameMomentsIn(`By request 12 at ${at}. Read on.`, now),
    `By request 12 at ${nameMoment(at, now)}. Read on.`,
  );
  assert.equal(nameMomentsIn('On 2026-11-27, at 18:05.', now), 'On 2026-11-27, at 18:05.');
});
