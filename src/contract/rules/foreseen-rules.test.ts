import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { counts, onFailure } from '../../../test/support/foreseen-counts.ts';
import {
  countInTheWay,
  listForeseen,
  listForeseenThen,
  listWarnings,
  wordForeseen,
} from './foreseen-rules.ts';

const nothing = { code: 'nothing-will-happen', message: 'Nothing will change.' };

test('a plan that rows are in the way of says that nothing will change, and nothing else', () => {
  const property = fc.property(counts, onFailure, (each, policy) => {
    const preview = { ...each, warnings: [nothing, { code: 'leads-emptied', message: '2 leads.' }] };
    const request = { onFailure: policy, preview };
    const isHeldUp = countInTheWay(request) > 0;
    assert.equal(
      isHeldUp,
      policy === 'all-or-nothing' && each.failed + each.skipped + each.changedInPart > 0,
    );
    const [first] = listForeseen(request);
    assert.deepEqual([first?.text, first?.count], ['will change', isHeldUp ? 0 : each.changed]);
    assert.equal(listWarnings(request).length, isHeldUp ? 1 : 2);
    assert.equal(wordForeseen({ planned: 'failed' }, request), isHeldUp ? 'in the way' : 'will fail');
    assert.equal(wordForeseen({ planned: 'changed' }, request), isHeldUp ? 'would change' : 'will change');
  });
  fc.assert(property);
});

test('what none of the rows meets is left out, but for those that change', () => {
  const none = { changed: 0, unchanged: 0, failed: 0, skipped: 0, changedInPart: 0, warnings: [] };
  const told = (more: object) =>
    listForeseen({ onFailure: 'continue', preview: { ...none, ...more } }).map(({ text, count }) => [
      text,
      count,
    ]);
  assert.deepEqual(told({}), [['will change', 0]]);
  assert.deepEqual(told({ failed: 1 }), [
    ['will change', 0],
    ['will fail', 1],
  ]);
});

test('what was foreseen is told as that once it ran, but for what the counts tell', () => {
  const warnings = [nothing, { code: 'book-over-limit', message: 'Ana will hold 10,001 leads.' }];
  const preview = { changed: 1, unchanged: 0, failed: 0, warnings };
  assert.deepEqual(listForeseenThen({ onFailure: 'continue', preview }), [
    'Foreseen before it ran: Ana will hold 10,001 leads.',
  ]);
});
