import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { UserDirectory } from '../users/user-reference.ts';
import { lockUsers } from '../users/user-store.ts';
import { type Credentials, generateCredentials, hashSecret } from './access-key-rules.ts';
import { insertKey } from './access-key-store.ts';

/** Makes a key pair for an active user. The secret is in this answer and nowhere else, ever. */
export async function createKey(
  database: Database,
  orgId: number,
  email: string,
): Promise<Credentials & { userId: number }> {
  return inOrg(database, orgId, async (tx) => {
    const users = new UserDirectory(await lockUsers(tx, orgId, { emails: [email.toLowerCase()] }));
    const { userId } = users.getActive({ email }, 'email');
    const credentials = generateCredentials(orgId);
    insertKey(tx, orgId, {
      accessKey: credentials.accessKey,
      userId,
      secretHash: hashSecret(credentials.secretKey),
    });
    return { ...credentials, userId };
  });
}
