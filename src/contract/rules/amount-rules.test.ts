import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { largestAmount } from '../words/limits.ts';
import { parseAmount } from './amount-rules.ts';

test('An amount is kept in one spelling, whichever it came in.', () => {
  for (const [text, kept] of [
    ['250000', '250000'],
    ['250000.50', '250000.5'],
    ['0250000.5000', '250000.5'],
    ['7.', '7'],
    ['0', '0'],
    ['000', '0'],
    ['0.01', '0.01'],
    ['9999999999999.99', String(largestAmount)],
  ] as const) {
    assert.equal(parseAmount(text), kept, text);
  }
});

test('What is no amount, or one that would be rounded, is none.', () => {
  for (const text of [
    ...['', ' ', '.', '.5', '-1', '+1', '1e3', '1,5', '1,000', '$5', '0x10', 'NaN', 'Infinity', '١'],
    ...['0.001', '1.999', '10000000000000', '9999999999999.991'],
  ]) {
    assert.equal(parseAmount(text), undefined, text);
  }
});

test('Of every amount the text and the number are the same one.', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (cents) => {
      const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
      const kept = parseAmount(text) ?? '';
      assert.equal(Number(kept).toFixed(2), text);
      assert.equal(parseAmount(kept), kept);
      assert.equal(parseAmount(String(JSON.parse(text))), kept);
    }),
  );
});
