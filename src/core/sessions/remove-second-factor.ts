import type { Database } from '../../database/database.ts';
import { type KnownDoer, noteEvent } from '../audit/audit-store.ts';
import { withBothFactors } from './prove-both-factors.ts';
import { deleteSecondFactor } from './second-factor-store.ts';

/** Takes the caller's second factor away, with their password and a code or a recovery code. */
export async function removeSecondFactor(
  database: Database,
  caller: KnownDoer,
  proof: { password: string; code: string },
): Promise<void> {
  const what = 'Removing the second factor';
  await withBothFactors(database, caller, { ...proof, what }, async (tx) => {
    await deleteSecondFactor(tx, caller.orgId, caller.userId);
    noteEvent(tx, caller, { what: 'second-factor-removed' });
  });
}
