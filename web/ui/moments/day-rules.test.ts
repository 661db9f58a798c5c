import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { dayOf, readDay, spellDay, toMoment } from './day-rules.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test('a day that somebody chose is the same moment for whoever opens the link, and told by its zone', () => {
  process.env.TZ = 'Europe/Berlin';
  const chosen = readDay('2026-03-01') ?? '';
  assert.equal(chosen, '2026-03-01T00:00:00+01:00');
  const moments = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC'].map((each) => {
    process.env.TZ = each;
    assert.equal(readDay(chosen), chosen);
    assert.equal(dayOf(chosen), '2026-03-01');
    assert.equal(spellDay(chosen), each === 'Europe/Berlin' ? '2026-03-01' : '2026-03-01 (UTC+01:00)');
    return [toMoment(chosen), toMoment(chosen, 1)];
  });
  for (const each of moments) assert.deepEqual(each, ['2026-02-28T23:00:00Z', '2026-03-01T23:00:00Z']);
});

test('a last day counts as a whole, also where its clocks are changed', () => {
  process.env.TZ = 'Europe/Berlin';
  assert.equal(toMoment(readDay('2026-03-29'), 1), '2026-03-29T22:00:00Z');
  process.env.TZ = 'UTC';
  assert.equal(toMoment(readDay('2026-12-31'), 1), '2027-01-01T00:00:00Z');
  assert.equal(spellDay('2026-12-31T00:00:00Z'), '2026-12-31');
});

test('a year that is being typed stays in its field, and asks for nothing', () => {
  process.env.TZ = 'UTC';
  assert.equal(readDay('0202-03-01'), '0202-03-01T00:00:00+00:00');
  assert.equal(toMoment(readDay('0202-03-01')), undefined);
});

test('what is no day is left out', () => {
  for (const value of [undefined, '', 'soon', '2026-3-1', '2026-03-01T09:00:00Z', 20260301]) {
    assert.equal(readDay(value), undefined);
  }
  assert.equal(toMoment('2026-13-45T00:00:00+01:00'), undefined);
});
