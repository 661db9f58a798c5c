import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RequestRowPage } from '../../../src/client/client.ts';
import { allTicked, noTicks } from '../../ui/tables/tick-rules.ts';
import { isTicked, type Ticked, toggle, toRowsToUndo } from './undo-ticks-rules.ts';

type Row = RequestRowPage['items'][number];

const id = fc.integer({ min: 1, max: 6 });
const outcome = fc.constantFrom<Row['outcome']>('changed', 'unchanged', 'failed');
const row: fc.Arbitrary<Row> = fc.oneof(
  fc.record({ row: id, outcome, leadId: id }),
  fc.record({ row: id, outcome, userId: id, part: fc.constantFrom('reporting-line', 'account') }),
  fc.record({ row: id, outcome, leadId: fc.constant(null) }),
);

test('what is ticked is what was toggled an odd number of times, changed, and is sent once', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (toggled) => {
      const ticked = toggled.reduce<Ticked>(toggle, noTicks);
      const { leads = [], users = [], outcome: filter } = toRowsToUndo(ticked, {});
      const odd = (name: 'leadId' | 'userId') =>
        [1, 2, 3, 4, 5, 6].filter(
          (wanted) =>
            toggled.filter((each) => each.outcome === 'changed' && each[name] === wanted).length % 2,
        );
      assert.deepEqual([leads.toSorted(), users.map(Number).toSorted()], [odd('leadId'), odd('userId')]);
      assert.equal(filter, undefined);
      for (const each of toggled.filter(({ outcome: met }) => met !== 'changed')) {
        assert.equal(isTicked(ticked, each), false);
      }
    }),
  );
});

test('all is what changed, or changed in part where only that is looked at, without those unticked', () => {
  assert.deepEqual(toRowsToUndo(allTicked, {}), { outcome: 'changed' });
  assert.deepEqual(toRowsToUndo(allTicked, { outcome: 'changed in part' }), { outcome: 'changed in part' });
  const one: Row = { row: 1, outcome: 'changed', leadId: 7 };
  assert.equal(isTicked(allTicked, one), true);
  assert.deepEqual(toRowsToUndo(toggle(allTicked, one), {}), { outcome: 'changed', exceptLeads: [7] });
});
