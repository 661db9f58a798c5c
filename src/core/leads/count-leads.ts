import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../database/database.ts';
import { planForValues } from '../../database/plan-for-values.ts';
import { isTimedOut, readInOrg } from '../../database/transaction.ts';

const withinMs = 2_000;

/** How many leads `l` match; null where counting takes longer than somebody waits for a list. */
export async function countLeads(database: Database, orgId: number, matching: Sql): Promise<number | null> {
  try {
    const [row] = await readInOrg(database, orgId, (tx) => {
      planForValues(tx);
      tx.write({ text: `set local statement_timeout = ${withinMs}`, values: [] });
      return tx.read<{ total: number }>(sql`select count(*) as total from ${matching}`);
    });
    return row?.total ?? 0;
  } catch (error) {
    if (isTimedOut(error)) return null;
    throw error;
  }
}
