import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { listIdRanges } from './lead-search.ts';

test('an id is in one of the ranges exactly where it begins with the digits', () => {
  const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  const beginnings = id.chain((each) =>
    fc.record({
      each: fc.oneof(id, fc.constant(each)),
      q: fc.integer({ min: 1, max: String(each).length }).map((length) => String(each).slice(0, length)),
    }),
  );
  fc.assert(
    fc.property(beginnings, ({ each, q }) => {
      const found = listIdRanges(q).filter(({ from, to }) => from <= each && each <= to);
      assert.equal(found.length, String(each).startsWith(q) ? 1 : 0);
    }),
  );
});

test('what is no beginning of an id finds none', () => {
  for (const q of ['', '0', '01', 'a1', '1a', '-1', '1.5', '9'.repeat(17)]) {
    assert.deepEqual(listIdRanges(q), []);
  }
});
