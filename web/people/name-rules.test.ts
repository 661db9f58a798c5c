import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameAll } from './name-rules.ts';

const named = (id: number) => ({ name: `User ${id}` });

test('two are named both, of more the first alone', () => {
  assert.equal(nameAll([named(2)]), 'User 2');
  assert.equal(nameAll([named(2), named(1)]), 'User 2 and User 1');
  assert.equal(nameAll([named(2), named(1), named(7)]), 'User 2 and 2 more');
});
