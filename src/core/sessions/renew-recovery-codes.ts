import type { Database } from '../../database/database.ts';
import { type KnownDoer, noteEvent } from '../audit/audit-store.ts';
import { replaceRecoveryCodes } from './confirm-second-factor.ts';
import { withBothFactors } from './prove-both-factors.ts';

/** Gives new recovery codes, this once, and ends those of before. */
export async function renewRecoveryCodes(
  database: Database,
  caller: KnownDoer,
  proof: { password: string; code: string },
): Promise<string[]> {
  const what = 'Making new recovery codes';
  return withBothFactors(database, caller, { ...proof, what }, async (tx) => {
    noteEvent(tx, caller, { what: 'recovery-codes-made' });
    return replaceRecoveryCodes(tx, caller.orgId, caller.userId);
  });
}
