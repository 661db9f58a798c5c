import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyTerms, toTerms } from '../forms/terms-draft.ts';
import { driftWords, failureWords, findRunAtGap, isForLater, wordFor } from './terms-rules.ts';

const now = new Date('2026-11-30T18:00:00Z');

test('a time to run at that has passed, or is not whole, is refused in the form', () => {
  assert.equal(findRunAtGap('', now), undefined);
  assert.equal(findRunAtGap('2026-11-30T18:01Z', now), undefined);
  assert.match(findRunAtGap('2026-11-30T17:59Z', now) ?? '', /has passed/);
  assert.match(findRunAtGap('soon', now) ?? '', /not whole/);
});

test('a plan waits only for a time that is still to come', () => {
  assert.equal(isForLater(null, now), false);
  assert.equal(isForLater('2026-11-30T17:59:00Z', now), false);
  assert.equal(isForLater('2026-12-01T06:00:00Z', now), true);
});

test('every choice has its words, and what is none has none', () => {
  assert.equal(wordFor(failureWords, 'continue'), 'go on');
  assert.equal(wordFor(driftWords, 'overwrite'), 'change it all the same');
  assert.equal(wordFor(driftWords, 'continue'), undefined);
  assert.equal(wordFor(driftWords, undefined), undefined);
});

test('what becomes of leads whose receiver is away is asked for only where several share in them', () => {
  const chosen = { ...emptyTerms, onReceiverUnavailable: 'split' as const };
  assert.equal(toTerms(chosen, true).onReceiverUnavailable, 'split');
  assert.ok(!('onReceiverUnavailable' in toTerms(chosen, false)));
});
