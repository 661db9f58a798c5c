import type { Database } from '../../database/database.ts';
import type { Credentials } from './access-key-rules.ts';
import { createKeyFor } from './create-key-for.ts';

/** Makes a key pair in the name of the operator. */
export async function createKey(
  database: Database,
  orgId: number,
  email: string,
): Promise<Credentials & { userId: number }> {
  return createKeyFor(database, { orgId, userId: null }, { email });
}
