import type { Transaction } from './transaction.ts';

/** For a query whose best plan depends on what it asks for, in a pool that plans for singles. */
export function planForValues(tx: Transaction): void {
  tx.write({
    text: `select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'on', true),
      set_config('work_mem', '64MB', true)`,
    values: [],
  });
}
