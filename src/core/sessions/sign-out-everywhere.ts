import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { deleteSessionsOf } from './session-store.ts';

/** Ends every session of a user, and counts them. */
export async function signOutEverywhere(
  database: Database,
  doer: Doer & { userId: number },
): Promise<number> {
  const { orgId, userId } = doer;
  return inOrg(database, orgId, async (tx) => {
    const ended = await deleteSessionsOf(tx, orgId, userId);
    if (ended > 0)
      noteEvent(tx, doer, { what: 'session-ended', about: userId, detail: `all ${ended} of their own` });
    return ended;
  });
}
