import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { refuseUnknownOrganisation } from '../organisations/refuse-unknown-organisation.ts';
import { type KeyListing, loadKeys } from './access-key-store.ts';

/** Every key of an org, the oldest first, without any secret. */
export async function listKeys(database: Database, orgId: number): Promise<KeyListing[]> {
  return readInOrg(database, orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, orgId);
    return loadKeys(tx, orgId);
  });
}
