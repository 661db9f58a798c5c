import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { readIdempotency } from './read-idempotency.ts';

const hashOf = (asked: readonly unknown[]) =>
  readIdempotency({ 'idempotency-key': 'a-key' }, asked)?.hash.toString('hex');

/** The JSON of it all at once, with the members of each object in order. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

test('what is hashed in pieces is the JSON of the whole with its members in order, however long a list in it is', () => {
  const list = fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 90, maxLength: 110 });
  const body = fc.record({ kind: fc.string(), rows: list, b: fc.jsonValue(), a: fc.jsonValue() });
  fc.assert(
    fc.property(body, fc.integer({ min: 1, max: 50 }), ({ rows, ...rest }, times) => {
      const asked = ['/path', true, { ...rest, rows: Array.from({ length: times }, () => rows).flat() }];
      const whole = JSON.stringify(asked, inOrder);
      assert.equal(hashOf(asked), createHash('sha256').update(whole).digest('hex'));
    }),
    { numRuns: 30 },
  );
});

test('the order of members makes no difference, and any other difference does', () => {
  assert.equal(hashOf([{ a: 1, b: { c: [2], d: undefined } }]), hashOf([{ b: { c: [2] }, a: 1 }]));
  assert.notEqual(hashOf([{ a: 1 }]), hashOf([{ a: '1' }]));
  assert.notEqual(hashOf([[1, 2]]), hashOf([[2, 1]]));
});
