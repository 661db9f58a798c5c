import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { ShareMode } from '../words/term-words.ts';
import { readShares, type ShareEntry, toWholeWeights } from './share-rules.ts';

const weighing = (...weights: number[]): ShareEntry[] =>
  weights.map((weight, place) => ({ userId: place + 1, weight }));

const named = (count: number): ShareEntry[] =>
  Array.from({ length: count }, (_, place) => ({ userId: place }));

function readWeights(mode: ShareMode, entries: readonly ShareEntry[]): number[] | string[] {
  const read = readShares(mode, entries);
  return read.outcome === 'read'
    ? read.shares.map((share) => share.weight)
    : read.problems.map(({ at, message }) => `${at ?? 'all'}: ${message}`);
}

describe('shares that are taken', () => {
  const cases: [what: string, mode: ShareMode, entries: ShareEntry[], weights: number[]][] = [
    ['an even split weighs all alike', 'even', named(3), [1, 1, 1]],
    ['weights are taken as given', 'weighted', weighing(3, 0.5, 900_000), [3, 0.5, 900_000]],
    ['percents sum to 100', 'percent', weighing(50, 30, 20), [50, 30, 20]],
    [
      'thirds in percent may miss 100 by a hundredth',
      'percent',
      weighing(33.33, 33.33, 33.33),
      [33.33, 33.33, 33.33],
    ],
    ['and may pass it by one', 'percent', weighing(33.33, 33.33, 33.35), [33.33, 33.33, 33.35]],
    ['a thousand receivers are not too many', 'even', named(1_000), named(1_000).map(() => 1)],
    ['six decimals are not too many', 'weighted', weighing(0.000001, 0.1), [0.000001, 0.1]],
    ['the finest sum that can be counted', 'weighted', weighing(899_999_999, 1), [899_999_999, 1]],
  ];
  for (const [what, mode, entries, weights] of cases) {
    test(what, () => assert.deepEqual(readWeights(mode, entries), weights));
  }

  test('a cap may be left out, be null, or be any whole number from 0', () => {
    const read = readShares('even', [{ userId: 1 }, { userId: 2, cap: null }, { userId: 3, cap: 0 }]);
    assert.deepEqual(read.outcome === 'read' && read.shares.map((share) => share.cap), [null, null, 0]);
  });
});

describe('shares that are refused', () => {
  const fine =
    'These weights are too fine to count exactly: leaving out the decimal point, they may sum to 900,000,000 at most. Use smaller numbers or fewer decimals.';
  const cases: [mode: ShareMode, entries: ShareEntry[], ...problems: string[]][] = [
    ['even', [], 'all: Name at least one receiver.'],
    ['even', named(1_001), 'all: A distribution takes at most 1,000 receivers; these are 1,001.'],
    [
      'even',
      [{ userId: 7 }, { userId: 8 }, { userId: 7 }],
      '2: User 7 is named twice; name each receiver once.',
    ],
    [
      'even',
      weighing(2),
      '0: An even split takes no weights; leave out that of user 1, or ask for a weighted split.',
    ],
    ['weighted', named(1), '0: User 0 needs a weight: a number greater than 0.'],
    ['percent', named(1), '0: User 0 needs a percent: a number greater than 0.'],
    [
      'weighted',
      weighing(0, 1, -2, Number.NaN),
      '0: The weight of user 1 is 0; it must be greater than 0. Leave out who is to get nothing.',
      '2: The weight of user 3 is -2; it must be greater than 0. Leave out who is to get nothing.',
      '3: The weight of user 4 is NaN; it must be greater than 0. Leave out who is to get nothing.',
    ],
    [
      'percent',
      weighing(100 / 3),
      '0: The percent of user 1, 33.333333333333336, has more than 6 decimals; round it, or give weights such as 1 and 2.',
    ],
    ['percent', weighing(50, 30, 19), 'all: The percents sum to 99; make them sum to 100.'],
    ['percent', weighing(50, 50.011), 'all: The percents sum to 100.011; make them sum to 100.'],
    ['percent', weighing(0.1, 0.2), 'all: The percents sum to 0.3; make them sum to 100.'],
    ['weighted', weighing(900_000_000, 1), `all: ${fine}`],
    ['weighted', weighing(900, 0.000001), `all: ${fine}`],
    [
      'even',
      [
        { userId: 1, cap: 1.5 },
        { userId: 2, cap: -1 },
      ],
      '0: The cap of user 1 is 1.5; it must be a whole number from 0, or null for none.',
      '1: The cap of user 2 is -1; it must be a whole number from 0, or null for none.',
    ],
  ];
  for (const [mode, entries, ...problems] of cases) {
    test(problems.join(' '), () => assert.deepEqual(readWeights(mode, entries), problems));
  }
});

test('whole weights stand in the very proportion of the decimals they come from', () => {
  const decimal = fc.tuple(fc.integer({ min: 1, max: 9_999 }), fc.nat(4));
  fc.assert(
    fc.property(fc.array(decimal, { minLength: 1, maxLength: 8 }), (written) => {
      const shares = written.map(([digits, decimals], userId) => {
        return { userId, weight: Number(`${digits}e-${decimals}`), cap: null };
      });
      const whole = toWholeWeights(shares);
      const expected = written.map(([digits, decimals]) => digits * 10 ** (4 - decimals));
      const factor = 10_000 / (whole?.scale ?? 0);
      assert.deepEqual(
        whole?.weights.map((weight) => weight * factor),
        expected,
      );
    }),
  );
});
