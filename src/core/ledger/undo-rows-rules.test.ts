import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nameThem, RowChooser } from './undo-rows-rules.ts';

const ids = fc.integer({ min: 1, max: 6 });

test('every subject that changed and is not put back is undone by one row, however many rows it had', () => {
  const property = fc.property(
    fc.array(ids),
    fc.uniqueArray(ids),
    fc.uniqueArray(ids),
    (subjects, changed, putBack) => {
      const whole = new Set(changed.filter((userId) => subjects.includes(userId)));
      const chunk = {
        chunkNo: 1,
        ownLines: false,
        subjects,
        revisions: null,
        whole,
        inPart: new Set<number>(),
      };
      const places = new RowChooser({}).choose(
        { ...chunk, part: 'users' },
        new Map(putBack.map((userId) => [userId, 9])),
      );
      const undone = places.map((place) => subjects[place] ?? 0);
      assert.deepEqual(undone.toSorted(), [...whole].filter((userId) => !putBack.includes(userId)).sort());
    },
  );
  fc.assert(property);
});

test('of many that are named the first 20 are told, and how many more there are', () => {
  const leads = (count: number) =>
    Array.from({ length: count }, (_, place) => ({ kind: 'lead' as const, id: place + 1 }));
  assert.equal(nameThem([...leads(1), { kind: 'user', id: 7 }]), 'lead 1, user 7');
  assert.match(nameThem(leads(20)), /^lead 1, .*, lead 20$/);
  assert.match(nameThem(leads(21)), /, lead 20 and 1 more$/);
  assert.match(nameThem(leads(1_220)), /, lead 20 and 1,200 more$/);
});
