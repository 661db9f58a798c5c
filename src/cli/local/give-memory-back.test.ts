import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getHeapStatistics } from 'node:v8';
import { until } from '../../../test/support/until.ts';
import { giveMemoryBack } from './give-memory-back.ts';

function makeRows(): number {
  return Array.from({ length: 1_000_000 }, (_none, leadId) => ({ leadId, text: `lead ${leadId}` })).length;
}

test('what a million rows left behind is given back once the process is at rest', async () => {
  const stop = giveMemoryBack({ everyMs: 100, leftAloneBytes: 20 * 1_048_576 });
  makeRows();
  const held = getHeapStatistics().total_heap_size;
  assert.ok(held > 40 * 1_048_576, `${held} bytes`);
  await until('it is given back', () => getHeapStatistics().total_heap_size < held / 2);
  stop();
});
