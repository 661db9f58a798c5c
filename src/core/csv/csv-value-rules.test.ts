import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBadCharacter, parseBoolean, parseGuid, parseWholeNumber } from './csv-value-rules.ts';

test('Line breaks, tabs and letters of any script are fine; control characters and lost ones are not.', () => {
  assert.equal(findBadCharacter('Zoë\r\nŁukasz\t李 😀'), undefined);
  assert.equal(findBadCharacter('a\0b'), 'control');
  assert.equal(findBadCharacter('a\u0085b'), 'control');
  assert.equal(findBadCharacter('a\uFFFDb'), 'not-utf-8');
});

test('A whole number is nothing but digits, from 1 to the most there may be.', () => {
  assert.equal(parseWholeNumber('126', 1000), 126);
  assert.equal(parseWholeNumber('9007199254740991', Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  for (const text of ['0', '-1', '1.5', '1e3', '0x10', '1001', '٣', '9007199254740993']) {
    assert.equal(parseWholeNumber(text, 1000), undefined, text);
  }
});

test('A GUID is taken in any letter case.', () => {
  const guid = '3f2b8c1e-6a4d-4e8f-9b0a-5c7d1e2f3a4b';
  assert.equal(parseGuid(guid.toUpperCase()), guid);
  assert.equal(parseGuid(guid.slice(1)), undefined);
});

test('Yes and no are true and false in any letter case, and nothing else.', () => {
  assert.deepEqual(['true', 'TRUE', 'False'].map(parseBoolean), [true, true, false]);
  for (const text of ['', '1', 'yes', 'truee']) assert.equal(parseBoolean(text), undefined, text);
});
