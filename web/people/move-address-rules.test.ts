import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostMoves, readMoves, writeMoves } from './move-address-rules.ts';

test('moves survive the address; what makes no sense is left out', () => {
  const moves = [
    { userId: 3, managerId: 5 },
    { userId: 2, managerId: null },
  ];
  assert.equal(writeMoves(moves), '3-5_2-0');
  assert.deepEqual(readMoves('3-5_2-0'), moves);
  assert.deepEqual(readMoves('x_3-5_3-1_-4_99999999999999-1'), [{ userId: 3, managerId: 1 }]);
  assert.deepEqual(readMoves(undefined), []);
  assert.equal(writeMoves([]), undefined);
});

test('an address holds 400 moves, and what is more is left out', () => {
  const moves = Array.from({ length: 401 }, (_, place) => ({ userId: place + 2, managerId: 1 }));
  assert.equal(mostMoves, 400);
  assert.deepEqual(readMoves(writeMoves(moves)), moves.slice(0, 400));
});
