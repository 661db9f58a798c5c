import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { findUserId } from '../users/find-user-id.ts';
import type { UserName } from '../users/user-name.ts';
import { deleteSessionsOf } from './session-store.ts';

/** Ends every session of somebody, and counts them; their keys and their password stay. */
export async function endSessionsOf(database: Database, asker: Doer, name: UserName): Promise<number> {
  refuseUnlessAdministrator(asker, 'Ending sessions of others');
  const { orgId } = asker;
  return inOrg(database, orgId, async (tx) => {
    const userId = await findUserId(tx, orgId, name);
    const ended = await deleteSessionsOf(tx, orgId, userId);
    if (ended > 0) noteEvent(tx, asker, { what: 'session-ended', about: userId, detail: `all ${ended}` });
    return ended;
  });
}
