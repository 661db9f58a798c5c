import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { listStaying } from './left-rules.ts';

const order = [1, 2, 3, 4, 5, 6];
const anybody = fc.constantFrom(...order);

test('whoever stays keeps the lines above them, and nobody stays but for that', () => {
  const property = fc.property(
    fc.subarray(order),
    fc.uniqueArray(fc.tuple(anybody, anybody), { selector: ([userId]) => userId }),
    fc.boolean(),
    (holding, pairs, stops) => {
      const lines = new Map(pairs);
      const holds = (other: number, userId: number) =>
        lines.get(other) === userId || (stops && order.indexOf(other) < order.indexOf(userId));
      let expected = holding;
      for (const _ of order) {
        const known = expected;
        expected = order.filter(
          (userId) => known.includes(userId) || known.some((other) => holds(other, userId)),
        );
      }
      assert.deepEqual([...listStaying(holding, { order, lines, stops })].sort(), expected);
    },
  );
  fc.assert(property);
});
