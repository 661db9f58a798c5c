import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { counts, onFailure } from '../../../test/support/foreseen-counts.ts';
import { listForeseen } from '../../contract/rules/foreseen-rules.ts';
import { warnOfRows } from './warn-of-rows.ts';

test('what is counted of a plan adds up to its rows, and what the sentences count to what is counted', () => {
  const property = fc.property(counts, onFailure, (each, policy) => {
    const request = { onFailure: policy, preview: { ...each, warnings: [] } };
    const whole = listForeseen(request).filter(({ isPart }) => !isPart);
    const sum = whole.reduce((all, { count }) => all + count, 0);
    assert.equal(sum, each.changed + each.unchanged + each.skipped + each.failed);
    const told = warnOfRows(each)
      .filter(({ code }) => code === 'no-room' || code === 'rows-will-fail')
      .map(({ message }) => Number(/^[\d,]+/.exec(message)?.[0].replaceAll(',', '')));
    assert.equal(
      told.reduce((all, count) => all + count, 0),
      each.failed,
    );
  });
  fc.assert(property);
});
