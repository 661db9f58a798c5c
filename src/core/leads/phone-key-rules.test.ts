import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phoneKey } from './phone-key-rules.ts';

test('A phone is one and the same however it is written.', () => {
  for (const [key, ...spellings] of [
    [
      '13035550142',
      '+1 303 555 0142',
      '+1 (303) 555-0142',
      '001 303.555.0142',
      '1-303-555-0142',
      'tel:+1-303-555-0142',
    ],
    ['4930123456', '+49 (0)30 123456', '0049 30 123456', 'Büro: +49 30/123456'],
    ['442079460018', '+44 20 7946 0018', '+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨', '＋４４ ２０ ７９４６ ００１８'],
    ['3035550142', '(303) 555-0142', '303.555.0142', '303 555 0142'],
    ['130355501425', '+1 303 555 0142 ext. 5', '+1 303 555 0142 x5'],
  ] as const) {
    for (const text of spellings) assert.equal(phoneKey(text), key, text);
  }
});

test('What is no phone, or stands for none, is compared with nothing.', () => {
  const several = '+1 303 555 0142 / +1 303 555 0199';
  for (const text of [
    '',
    'none',
    '110',
    '0000000000',
    '9999999',
    '1-800-FLOWERS',
    '+',
    '00',
    several,
    '5'.repeat(900),
  ]) {
    assert.equal(phoneKey(text), undefined, text);
  }
});
