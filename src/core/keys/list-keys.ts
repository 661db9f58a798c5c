import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { refuseUnknownOrganisation } from '../organisations/refuse-unknown-organisation.ts';
import { type ListedKey, loadKeys } from './list-key-pages.ts';

/** Every key of an org, the oldest first, without any secret. */
export async function listKeys(
  database: Database,
  orgId: number,
): Promise<(Omit<ListedKey, 'user'> & { userId: number; email: string })[]> {
  return readInOrg(database, orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, orgId);
    const keys = await loadKeys(tx, orgId);
    return keys.map(({ user: { userId, email }, ...key }) => ({ userId, email, ...key }));
  });
}
