import type { Transaction } from './transaction.ts';

/**
 * From here on this transaction waits for the locks of others however long they hold them: for work that takes turns
 * with its own kind, and has no caller to be told to come again.
 */
export function waitPatiently(tx: Transaction): void {
  tx.write({
    text: `select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)`,
    values: [],
  });
}
