import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  countTicked,
  isTicked,
  noTicks,
  type Ticks,
  tellBox,
  tellTicked,
  turn,
  turnAll,
} from './tick-rules.ts';

const rows = [1, 2, 3, 4, 5, 6];
const step = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...rows) }, fc.constant('all' as const));

test('a tick turns one row and no other, whatever was ticked before, and what is told is what is sent', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let ticks: Ticks<number> = noTicks;
      let model = new Set<number>();
      let isTurnedFromAll = false;
      for (const each of steps) {
        if (each === 'all') {
          isTurnedFromAll = tellBox(ticks) === false;
          model = new Set(isTurnedFromAll ? rows : []);
          ticks = turnAll(ticks);
        } else {
          model = model.symmetricDifference(new Set([each]));
          ticks = turn(ticks, each);
        }
        assert.deepEqual(
          rows.filter((row) => isTicked(ticks, row)),
          rows.filter((row) => model.has(row)),
        );
        assert.equal(countTicked(ticks, rows.length), model.size);
        assert.equal(ticks.isAll, isTurnedFromAll);
      }
    }),
  );
});

test('what is ticked is told in the words of the request', () => {
  const all = 'all 1,204 that match';
  assert.equal(tellTicked({ isAll: true, turned: [7] }, all), `${all}, without 1`);
  assert.equal(tellTicked({ isAll: true, turned: [] }, all), all);
  assert.equal(tellTicked({ isAll: false, turned: [7, 8] }, all), '2');
});
