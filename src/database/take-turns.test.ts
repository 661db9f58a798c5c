import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finishInTurns, mapInTurns, rowsAtAStretch } from './take-turns.ts';

/** Counts the turns that others get until it is stopped. */
function countTurns(): () => number {
  let turns = 0;
  let isOver = false;
  const take = () => {
    turns += 1;
    if (!isOver) setImmediate(take);
  };
  setImmediate(take);
  return () => {
    isOver = true;
    return turns;
  };
}

test('a long list is mapped in its order, and others have their turn after each stretch', async () => {
  const items = Array.from({ length: rowsAtAStretch * 5 + 1 }, (_, place) => place);
  const stop = countTurns();
  const mapped = await mapInTurns(items, (item, place) => item + place);
  assert.ok(stop() >= 4);
  assert.deepEqual(
    mapped,
    items.map((item) => item * 2),
  );
});

test('a short list keeps nobody waiting, and makes nobody wait', async () => {
  const stop = countTurns();
  assert.deepEqual(await mapInTurns(['a', 'b'], (item, place) => `${item}${place}`), ['a0', 'b1']);
  assert.equal(stop(), 0);
});

test('long work comes to its end with a turn for others between its steps, and its failure is told', async () => {
  function* work(steps: number): Generator<void, string, void> {
    for (let step = 0; step < steps; step += 1) yield;
    if (steps > 7) throw new Error('too long');
    return 'done';
  }
  const stop = countTurns();
  assert.equal(await finishInTurns(work(5)), 'done');
  assert.ok(stop() >= 4);
  await assert.rejects(finishInTurns(work(8)), /too long/);
});
