import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foretellKeys, tellKeys } from './revived-rules.ts';

const keys = fc.record({ revived: fc.nat(3_000), stayEnded: fc.nat(3_000), wasAsked: fc.boolean() });

function addUp(text: string): number {
  return Array.from(text.matchAll(/([\d,]+) access keys?/g), ([, count = '']) =>
    Number(count.replaceAll(',', '')),
  ).reduce((sum, count) => sum + count, 0);
}

test('whatever becomes of keys, what is told adds up to all of them, before as after', () => {
  fc.assert(
    fc.property(keys, (switched) => {
      const total = switched.revived + switched.stayEnded;
      assert.equal(addUp(foretellKeys(switched).join(' ')), total);
      assert.equal(addUp(tellKeys({ kind: 'undo', result: { keys: switched } }) ?? ''), total);
      assert.equal(tellKeys({ kind: 'undo', result: { keys: switched } }) === undefined, total === 0);
    }),
  );
});

test('a request that has nothing to tell of keys tells nothing', () => {
  for (const result of [null, {}]) assert.equal(tellKeys({ kind: 'undo', result }), undefined);
  assert.equal(tellKeys({ kind: 'offboard' }), undefined);
});
