import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Ending, wordEnding } from './ending-rules.ts';

const endingArbitrary: fc.Arbitrary<Ending> = fc
  .record({
    state: fc.constantFrom('planned', 'queued', 'running', 'done', 'failed', 'cancelled'),
    whole: fc.nat(2),
    changedInPart: fc.nat(2),
    unchanged: fc.nat(2),
    others: fc.nat(2),
  })
  .map(({ state, whole, changedInPart, unchanged, others }) => {
    const changed = whole + changedInPart;
    return { state, counts: { total: changed + unchanged + others, changed, changedInPart, unchanged } };
  });

const forAny = (check: (words: string, ending: Ending) => void) =>
  fc.assert(fc.property(endingArbitrary, (ending) => check(wordEnding(ending), ending)));

test('a request of which no row changed is told neither as done nor as done in part', () => {
  forAny((words, { state, counts }) => {
    if (state === 'done' && counts.changed === 0) assert.match(words, /^nothing/);
    else assert.doesNotMatch(words, /^nothing/);
  });
});

test('a request is told as done where every row is as asked, and as done in part where some changed', () => {
  forAny((words, { state, counts: { total, changed, changedInPart, unchanged } }) => {
    if (state !== 'done' || changed === 0) return;
    const isWhole = changed + unchanged === total && changedInPart === 0;
    assert.equal(words, isWhole ? 'done' : 'done in part');
  });
});

test('a request that is not done is told by its state, and one that found all as asked had nothing to change', () => {
  forAny((words, { state, counts: { total, unchanged } }) => {
    if (state !== 'done') assert.equal(words, state);
    else assert.equal(words === 'nothing to change', unchanged === total);
  });
});
