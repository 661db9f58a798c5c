import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { listForeseen } from '../../contract/rules/foreseen-rules.ts';
import { warnOfRows } from './warn-of-rows.ts';

const counts = fc
  .record({
    changed: fc.nat(2_000),
    inPart: fc.nat(3),
    unchanged: fc.nat(2),
    skipped: fc.nat(2),
    failed: fc.nat(2_000),
    room: fc.nat(2_000),
  })
  .map(({ inPart, room, ...each }) => ({
    ...each,
    changedInPart: Math.min(inPart, each.changed),
    withoutRoom: Math.min(room, each.failed),
  }));
const onFailure = fc.constantFrom('continue' as const, 'stop' as const, 'all-or-nothing' as const);
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
