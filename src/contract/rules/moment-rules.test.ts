import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseMoment } from './moment-rules.ts';

const needed = { offset: 'needed' } as const;
const utc = { offset: 'utc' } as const;

test('a moment is read from all that states its zone, as other programs write it', () => {
  const same = [
    '2026-11-22T09:30:00Z',
    '2026-11-22T09:30:00.000+0000', // Salesforce
    '2026-11-22T09:30:00.0000000Z', // .NET and Dynamics
    '2026-11-22T11:30:00+02:00',
    '2026-11-22T11:30:00 02:00', // a plus that an address made a blank
    '2026-11-22t11:30+02',
    '2026-11-22 04:00:00-0530',
    '2026-11-22 04:00:00 −05:30',
    '2026-11-22 09:30:00 UTC',
    '2026-11-22 09:30 GMT',
    '2026-11-22T10:30:00+01:00[Europe/Berlin]', // Java
    '2026/11/22 9:30:00 AM +00:00',
    '2026-11-22, 09:30:00,000 Z',
    ' 2026-11-22T09:30:00z\t',
    '1795339800000', // HubSpot
    '/Date(1795339800000)/', // older services of Microsoft
    '/Date(1795339800000+0200)/',
  ];
  for (const text of same) assert.equal(parseMoment(text, needed), '2026-11-22T09:30:00Z', text);
  assert.equal(parseMoment('2026-11-22 12:05 am Z', needed), '2026-11-22T00:05:00Z');
  assert.equal(parseMoment('2026-11-22 12:05 pm Z', needed), '2026-11-22T12:05:00Z');
  assert.equal(parseMoment('2026-11-22 1:05 am Z', needed), '2026-11-22T01:05:00Z');
  for (const hour of ['0', '13']) assert.equal(parseMoment(`2026-11-22 ${hour}:05 am Z`, needed), undefined);
});

test('six decimals of a second are kept, and more are cut', () => {
  assert.equal(parseMoment('2026-11-22T09:30:00.123456Z', needed), '2026-11-22T09:30:00.123456Z');
  assert.equal(parseMoment('2026-11-22T09:30:00.1234569+01:00', needed), '2026-11-22T08:30:00.123456Z');
  assert.equal(parseMoment('2026-11-22T09:30:00.5Z', needed), '2026-11-22T09:30:00.5Z');
});

test('where no offset may be left out it is needed, and in a file none means UTC, and a day its midnight', () => {
  const cases = {
    '2026-01-05': '2026-01-05T00:00:00Z',
    '2026-01-05T09:30': '2026-01-05T09:30:00Z',
    '2026-01-05 09:30:15.5': '2026-01-05T09:30:15.5Z',
    '2026/1/5 9:30 PM': '2026-01-05T21:30:00Z',
  };
  for (const [text, moment] of Object.entries(cases)) {
    assert.equal(parseMoment(text, utc), moment, text);
    assert.equal(parseMoment(text, needed), undefined, text);
  }
});

test('what is no moment, or could be two, is none', () => {
  const bad = [
    '',
    'yesterday',
    '2026',
    '05.01.2026 09:30 Z',
    '1/5/2026 09:30 Z',
    '2026-11/22T09:30:00Z',
    '2026-02-29T09:30:00Z',
    '2026-13-01T09:30:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T09:60:00Z',
    '2026-11-22T09:30:60Z',
    '2026-11-22T13:30:00 PM Z',
    '2026-11-22T09:30:00+16:00',
    '2026-11-22T09:30:00+01:60',
    '2026-11-22T09:30:00.Z',
    '1795339800',
    '202611220930',
    '2026-11-22T09:30:00[Europe/Berlin]',
    '2026-11-22[UTC]',
    "2026-11-22T09:30:00Z'; drop table lead",
    '+002026-11-22T09:30:00Z',
  ];
  for (const text of bad) {
    assert.equal(parseMoment(text, utc), undefined, text);
    assert.equal(parseMoment(text, needed), undefined, text);
  }
});

test('moments are of the years 1900 to 2200, by UTC', () => {
  const cases: [string, string | undefined][] = [
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00Z'],
    ['1899-12-31T23:00:00-01:00', '1900-01-01T00:00:00Z'],
    ['1900-01-01T00:30:00+01:00', undefined],
    ['2200-12-31T23:59:59.999999Z', '2200-12-31T23:59:59.999999Z'],
    ['2201-01-01T00:00:00Z', undefined],
    ['2200-12-31T23:30:00-01:00', undefined],
    ['0050-01-01T00:00:00Z', undefined],
    ['9999-12-31T23:59:59Z', undefined],
    ['9999999999999', undefined],
  ];
  for (const [text, moment] of cases) assert.equal(parseMoment(text, needed), moment, text);
});

test('whatever moment and offset there is, it is read as JavaScript would, and read again as it is spelt', () => {
  const offsets = fc.integer({ min: -15 * 60 - 59, max: 15 * 60 + 59 });
  const moments = fc.date({
    min: new Date('1900-01-02T00:00:00Z'),
    max: new Date('2200-12-30T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, offsets, (at, minutes) => {
      const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1);
      const size = Math.abs(minutes);
      const two = (count: number) => String(count).padStart(2, '0');
      const text = `${local}${minutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
      const read = parseMoment(text, needed);
      assert.equal(read && new Date(read).getTime(), at.getTime(), text);
      assert.equal(parseMoment(read ?? '', needed), read);
    }),
  );
});

test('text that is no moment is none, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const read = parseMoment(text, utc);
      assert.ok(read === undefined || /^\d{4}-/.test(read));
    }),
  );
});
