import type { Database } from '../../../database/database.ts';
import { inOrg } from '../../../database/transaction.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import { dropUnforeseen } from '../../ledger/undo-store.ts';
import { forgetDone } from '../../repeats/keyed-call-store.ts';
import { foreseeByTrial } from '../run/foresee-by-trial.ts';

/** A plan of which nothing can be foreseen, since something held up its trial, is none: whoever asks again gets another. */
export async function foreseeOrDrop(
  database: Database,
  orgId: number,
  { requestId, options, whenEmpty }: { requestId: number; options: PlanOptions; whenEmpty: string },
): Promise<void> {
  const { requester: asker, onFailure } = options;
  try {
    await foreseeByTrial(database, orgId, { requestId, asker, onFailure, whenEmpty });
  } catch (error) {
    await inOrg(database, orgId, async (tx) => {
      dropUnforeseen(tx, orgId, requestId);
      forgetDone(tx, orgId, options);
    });
    throw error;
  }
}
