import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readId, readText } from './read-search.ts';
import { parseSearch, stringifySearch } from './search-params.ts';

const parse = (text: string): Record<string, unknown> => ({ ...parseSearch(text) });

test('what is searched for comes back from the address as it was typed', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).map((text) => text.toWellFormed()),
    fc.constantFrom('9007199254740993', '1e3', '0x10', 'null', 'true', '007', '"', '[', '{}', '-0', '1.0'),
  );
  fc.assert(
    fc.property(typed, (q) => {
      fc.pre(q.trim() !== '');
      assert.equal(readText(parse(stringifySearch({ q })).q), q);
    }),
  );
});

test('an id is its digits, and one with more of them than a number keeps is none', () => {
  for (const text of ['9007199254740993', '126.0', '1.26e2', '0x7e', '-126', 'true', '']) {
    assert.equal(readId(parse(`?owner=${text}`).owner), undefined, text);
  }
  assert.equal(readId(parse('?owner=126').owner), 126);
  assert.equal(parse('?owner=9007199254740993').owner, '9007199254740993');
});
