import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openExplanations } from './explain-whys.ts';

const ana = { userId: 126, name: 'Ana Lima' };
const share = (userId: number, weight: number) => ({ userId, weight, cap: null });

test('every placement says why in one sentence', () => {
  const explain = openExplanations([[share(126, 0.2), share(127, 0.1)]]);
  assert.equal(explain({ why: 'k' }, ana), 'Kept by Ana Lima, who already stood on the lead.');
  assert.equal(explain({ why: 's' }, ana), 'Ana Lima receives by share: weight 0.2 of 0.3.');
  assert.equal(
    explain({ why: 'r' }, ana),
    'Ana Lima receives by share: weight 0.2 of 0.3, and of what others had no room for, as their books were full.',
  );
  assert.equal(explain({ why: 'n' }, null), 'Every receiver’s book is full.');
});

test('a levelled book is told as it was before the lead, and whether others were full', () => {
  const levelled = openExplanations([[share(126, 1), share(127, 1)]]);
  assert.equal(levelled({ why: 'l', book: 1_200 }, ana), 'Ana Lima has the smallest book: 1,200.');
  assert.equal(levelled({ why: 'l', book: 0 }, ana), 'Ana Lima has the smallest book: 0.');
  assert.equal(levelled({ why: 'l', book: null }, ana), 'Ana Lima has the smallest book.');
  const capped = openExplanations([[share(126, 1), { userId: 127, weight: 1, cap: 3 }]]);
  assert.equal(capped({ why: 'l', book: 4 }, ana), 'Ana Lima has the smallest book with room: 4.');
});

test('where no distribution chose, nothing is explained', () => {
  const explain = openExplanations([[]]);
  assert.equal(explain({ why: '-' }, ana), undefined);
  assert.equal(explain({ why: null }, ana), undefined);
});

test('of an offboarding the weight is told where all groups give the same', () => {
  const same = openExplanations([[share(126, 1), share(127, 1)], [], [share(128, 3)]]);
  assert.equal(same({ why: 's' }, ana), 'Ana Lima receives by share: weight 1 of 2.');
  const other = openExplanations([[share(126, 1), share(127, 1)], [share(126, 3)]]);
  assert.equal(other({ why: 's' }, ana), 'Ana Lima receives by share.');
});
