import type { Transaction } from '../../database/transaction.ts';
import { deletePendingOf } from './pending-store.ts';
import { deleteSessionsOf } from './session-store.ts';
import { endLinksOf } from './sign-in-link-store.ts';

/** Ends what lets a user in, with their account: were it to come back one day, they would sign in anew. */
export async function endAccess(tx: Transaction, orgId: number, userId: number): Promise<void> {
  endLinksOf(tx, orgId, userId);
  deletePendingOf(tx, orgId, userId);
  await deleteSessionsOf(tx, orgId, userId);
}
