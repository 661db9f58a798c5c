import type { Database } from './database.ts';
import { inOrg } from './transaction.ts';

/** After many rows landed at once: without fresh statistics the next queries would be planned for empty tables. */
export async function refreshStatistics(database: Database, orgId: number): Promise<void> {
  await inOrg(database, orgId, async (tx) => {
    tx.write({ text: 'select refresh_statistics()', values: [] });
  });
}

/** After rows landed, however many: measures the tables that have more than doubled since they were measured, if any. */
export async function refreshOutgrownStatistics(database: Database, orgId: number): Promise<void> {
  await inOrg(database, orgId, async (tx) => {
    tx.write({ text: 'select refresh_outgrown_statistics()', values: [] });
  });
}
