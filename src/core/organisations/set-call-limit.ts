import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';

/** Sets how many calls in any 5 seconds the LeadSquared face takes for an org; from the next call on. */
export async function setCallLimit(database: Database, orgId: number, calls: number): Promise<void> {
  const rows = await inOrg(database, orgId, (tx) =>
    tx.read({
      text: 'update org set leadsquared_calls = $2 where org_id = $1 returning org_id',
      values: [orgId, calls],
    }),
  );
  if (rows.length === 0) throw new Refusal('organisation-not-found');
}
