import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { WaitingLine } from './waiting-line.ts';

interface Ask {
  caller: number;
  subject: number;
  place: number;
}

const open = (mostInBatch: number, mostWaiting: number) =>
  new WaitingLine<Ask, void>({
    subjectOf: ({ subject }) => subject,
    callerOf: ({ caller }) => caller,
    mostInBatch,
    mostWaiting,
  });

function join(line: WaitingLine<Ask, void>, ask: Ask): void {
  line.join({ ask, since: 0, resolve: () => {}, reject: () => {} });
}

test('batches take every ask once, one of a subject at a time and in its order, and nobody passes more than a turn of others', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ caller: fc.integer({ min: 1, max: 4 }), subject: fc.integer({ min: 1, max: 9 }) }),
        {
          maxLength: 80,
        },
      ),
      fc.integer({ min: 1, max: 12 }),
      (asks, mostInBatch) => {
        const line = open(mostInBatch, 1_000);
        for (const [place, ask] of asks.entries()) join(line, { ...ask, place });
        const taken: Ask[] = [];
        while (line.length > 0) {
          const batch = line.takeBatch(new Set()).map(({ ask }) => ask);
          assert.ok(batch.length > 0 && batch.length <= mostInBatch);
          assert.equal(new Set(batch.map(({ subject }) => subject)).size, batch.length);
          taken.push(...batch);
        }
        assert.equal(taken.length, asks.length);
        for (const [, places] of Map.groupBy(taken, ({ subject }) => subject))
          assert.deepEqual(
            places,
            places.toSorted((a, b) => a.place - b.place),
          );
      },
    ),
  );
});

test('a caller takes half of the places at most, and the first ask of another goes with the next batch', () => {
  const line = open(128, 10_000);
  for (let place = 0; place < 5_000; place += 1) join(line, { caller: 1, subject: place, place });
  assert.throws(() => join(line, { caller: 1, subject: 5_000, place: 5_000 }), {
    code: 'overloaded',
    message: /5000 of your calls wait/,
  });
  join(line, { caller: 2, subject: 6_000, place: 6_000 });
  assert.ok(line.takeBatch(new Set()).some(({ ask }) => ask.caller === 2));
  join(line, { caller: 1, subject: 7_000, place: 7_000 });
});
