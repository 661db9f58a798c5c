import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { explainLeft, listStaying } from './left-rules.ts';

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

test('an account that stays is told with what is left, the first of it by name', () => {
  const lea = { name: 'Lea Example', isActive: true };
  const left = { leads: 0, leadIds: [], reports: 0, reportNames: [] };
  const said = (more: Partial<Parameters<typeof explainLeft>[1]>, account = lea) =>
    explainLeft(account, { ...left, ...more }).message.replace(/ left\. Plan .*/, '');
  assert.equal(said({ leads: 1, leadIds: [5] }), 'The account of Lea Example stays: 1 lead (5) is');
  assert.equal(
    said({ leads: 1_203, leadIds: [1, 2, 3], reports: 1, reportNames: [{ userId: 7, name: 'Ben' }] }),
    'The account of Lea Example stays: 1,203 leads (1, 2, 3 and 1,200 more) and 1 report (Ben) are',
  );
  const ben = { userId: 7, name: 'Ben' };
  assert.equal(
    said({ reports: 1, reportNames: [ben] }, { ...lea, isActive: false }),
    'Lea Example has left already, but not everything is placed: 1 report (Ben) is',
  );
  assert.deepEqual(explainLeft(lea, { ...left, reports: 1, reportNames: [ben] }).reportIds, [7]);
});
