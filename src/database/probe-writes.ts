import type { Database } from './database.ts';

/** Commits a write and makes a file grow. Rejects with the server's own error where it can do either no more. */
export async function probeWrites({ pool }: Database): Promise<void> {
  await pool.query('select probe_writes()');
}
