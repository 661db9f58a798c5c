import { Refusal } from '../../contract/refusal.ts';
import type { MayRemove } from '../../contract/words/access-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { findRemovalDenial } from '../access/removal-access-rules.ts';

/** Refuses whoever the organisation does not let remove users from leads. */
export async function ensureMayRemove(tx: Transaction, orgId: number, asker: Asker): Promise<void> {
  const [org] = await tx.read<{ mayRemove: MayRemove }>({
    text: 'select may_remove as "mayRemove" from org where org_id = $1',
    values: [orgId],
  });
  const message = findRemovalDenial(asker, org?.mayRemove ?? 'administrators');
  if (message !== undefined) throw new Refusal('access-denied', { message });
}
