import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { refuseUnknownOrganisation } from '../organisations/refuse-unknown-organisation.ts';
import { lockActiveUser } from '../users/lock-user.ts';
import type { UserName } from '../users/user-name.ts';
import { type Credentials, generateCredentials, hashSecret } from './access-key-rules.ts';
import { insertKey } from './access-key-store.ts';
import { type Reader, refuseUnlessAdministrator } from './access-rules.ts';

/** Makes a key pair for an active user. The secret is in this answer and nowhere else, ever. */
export async function createKeyFor(
  database: Database,
  asker: Reader,
  name: UserName | { email: string },
): Promise<Credentials & { userId: number }> {
  refuseUnlessAdministrator(asker, 'Making an access key');
  const { orgId } = asker;
  return inOrg(database, orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, orgId);
    const { userId } = await lockActiveUser(tx, orgId, name);
    const credentials = generateCredentials(orgId);
    insertKey(tx, orgId, {
      accessKey: credentials.accessKey,
      userId,
      secretHash: hashSecret(credentials.secretKey),
    });
    return { ...credentials, userId };
  });
}
