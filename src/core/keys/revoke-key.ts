import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { refuseUnknownOrganisation } from '../organisations/refuse-unknown-organisation.ts';
import { endKey } from './access-key-store.ts';

/** Ends a key at once. Refuses with `key-not-found` where there is none in force. */
export async function revokeKey(database: Database, asker: Doer, accessKey: string): Promise<void> {
  refuseUnlessAdministrator(asker, 'Revoking an access key');
  const { orgId } = asker;
  const wasLive = await inOrg(database, orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, orgId);
    const isEnded = await endKey(tx, orgId, accessKey);
    if (isEnded) noteEvent(tx, asker, { what: 'key-revoked', detail: accessKey });
    return isEnded;
  });
  if (!wasLive) throw noSuchKey(accessKey);
}

export function noSuchKey(accessKey: string): Refusal {
  return new Refusal('key-not-found', {
    message: `There is no access key ${accessKey} in force.${explainShell(accessKey)}`,
  });
}

/** A shell takes what follows a `$` for the name of a variable, and leaves nothing of it. */
function explainShell(accessKey: string): string {
  return accessKey.includes('$')
    ? ''
    : " It holds no '$', which every access key does: put it in single quotes, or the shell eats a part of it.";
}
