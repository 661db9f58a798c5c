import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { refuseUnknownOrganisation } from '../organisations/refuse-unknown-organisation.ts';
import { updateKey } from './access-key-store.ts';
import { type KeyTerms, refusePastEnd } from './create-key-for.ts';
import { noSuchKey } from './revoke-key.ts';

/** Gives a key in force another name or another end; what it is for stays. Refuses with `key-not-found` where there is none. */
export async function changeKey(
  database: Database,
  asker: Doer,
  { accessKey, name, expiresAt }: Omit<KeyTerms, 'scopes'> & { accessKey: string },
): Promise<void> {
  refuseUnlessAdministrator(asker, 'Changing an access key');
  const { orgId } = asker;
  await inOrg(database, orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, orgId);
    await refusePastEnd(tx, expiresAt);
    const end = expiresAt === undefined ? undefined : { at: expiresAt };
    const isChanged = await updateKey(tx, orgId, { accessKey, name, end });
    if (isChanged === undefined) throw noSuchKey(accessKey);
    if (isChanged) noteEvent(tx, asker, { what: 'key-changed', detail: accessKey });
  });
}
