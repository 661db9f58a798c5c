import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeSpread } from './spread-rules.ts';

test('a spread counts users and leads, and names the median and the largest book', () => {
  const sizes = [
    { book: 0, users: 2 },
    { book: 3, users: 1 },
    { book: 12, users: 3 },
  ];
  assert.deepEqual(describeSpread(sizes), {
    users: 6,
    leads: 39,
    empty: 2,
    median: 3,
    largest: 12,
    bins: [
      { from: 0, to: 0, users: 2, leads: 0 },
      { from: 1, to: 1, users: 0, leads: 0 },
      { from: 2, to: 4, users: 1, leads: 3 },
      { from: 5, to: 9, users: 0, leads: 0 },
      { from: 10, to: 19, users: 3, leads: 36 },
    ],
  });
});

test('of nobody there is nothing to tell', () => {
  assert.deepEqual(describeSpread([]), { users: 0, leads: 0, empty: 0, median: 0, largest: 0, bins: [] });
});

test('every user and every lead is in one bin, and bins follow each other without a gap', () => {
  const books = fc.uniqueArray(fc.integer({ min: 0, max: 2_000_000 }), { minLength: 1 });
  fc.assert(
    fc.property(books, (distinct) => {
      const sizes = distinct.toSorted((a, b) => a - b).map((book) => ({ book, users: 1 + (book % 3) }));
      const { bins, users, leads, largest } = describeSpread(sizes);
      assert.equal(
        users,
        bins.reduce((total, bin) => total + bin.users, 0),
      );
      assert.equal(
        leads,
        bins.reduce((total, bin) => total + bin.leads, 0),
      );
      assert.ok(bins.every(({ from }, place) => from === (bins[place - 1]?.to ?? -1) + 1));
      const last = bins.at(-1);
      assert.ok(last && last.from <= largest && largest <= last.to);
    }),
  );
});
