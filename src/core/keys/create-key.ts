import type { Database } from '../../database/database.ts';
import { type CreatedKey, createKeyFor, type KeyTerms } from './create-key-for.ts';

/** Makes a key pair in the name of the operator. */
export async function createKey(
  database: Database,
  orgId: number,
  email: string,
  terms: KeyTerms = {},
): Promise<CreatedKey> {
  return createKeyFor(database, { orgId, userId: null }, { email }, terms);
}
