import { giveKeys } from '../../src/core/external-keys/external-key-store.ts';
import type { Database } from '../../src/database/database.ts';
import { inOrg } from '../../src/database/transaction.ts';

/** The system in which whoever has a key has one that is as their id. */
export const erp = 'erp';

export async function giveKeysLikeIds(
  database: Database,
  orgId: number,
  { leadIds, userIds }: { leadIds: readonly number[]; userIds: readonly number[] },
): Promise<void> {
  const likeId = (id: number) => ({ system: erp, key: String(id), subjectId: id });
  await inOrg(database, orgId, async (tx) => {
    giveKeys(tx, orgId, { about: 'lead', given: leadIds.map(likeId) });
    giveKeys(tx, orgId, { about: 'user', given: userIds.map(likeId) });
  });
}
