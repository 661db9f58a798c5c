import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findReceiverGap, type ReceiverDraft } from './receiver-draft.ts';

function aSplit(split: ReceiverDraft['split'], ...shares: (number | undefined)[]): ReceiverDraft {
  const receivers = shares.map((share, key) => ({ key, userId: 100 + key, share, cap: undefined }));
  return { split, receivers, keepStanding: false };
}

test('shares are judged as the server judges them, in its words', () => {
  assert.equal(findReceiverGap(aSplit('percent', 33.33, 33.33, 33.33)), undefined);
  assert.equal(findReceiverGap(aSplit('percent', 50, 49)), 'The percents sum to 99; make them sum to 100.');
  assert.match(findReceiverGap(aSplit('weighted', 1, 0)) ?? '', /must be greater than 0/);
  assert.equal(findReceiverGap(aSplit('level', undefined, undefined)), undefined);
});

test('what is still missing is said first, in the words of the form', () => {
  assert.equal(findReceiverGap(aSplit('weighted', 1, undefined)), 'Give each receiver a share.');
});
