import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { type Reader, refuseUnlessAdministrator } from '../access/access-rules.ts';
import { refuseUnknownOrganisation } from './refuse-unknown-organisation.ts';
import type { Organisation } from './show-organisation.ts';

/** Changes an org's name, or how many calls in any 5 seconds its LeadSquared face takes; what is not named stays. */
export async function changeOrganisation(
  database: Database,
  asker: Reader,
  { name, leadsquaredCalls }: { name?: string | undefined; leadsquaredCalls?: number | undefined },
): Promise<Organisation> {
  refuseUnlessAdministrator(asker, 'Changing the organisation');
  const [org] = await inOrg(database, asker.orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, asker.orgId);
    return tx.read<Organisation>({
      text: `update org set name = coalesce($2, name), leadsquared_calls = coalesce($3, leadsquared_calls)
        where org_id = $1 returning org_id as "orgId", name, leadsquared_calls as "leadsquaredCalls"`,
      values: [asker.orgId, name?.trim() ?? null, leadsquaredCalls ?? null],
    });
  });
  if (!org) throw new Error(`Organisation ${asker.orgId} went away.`);
  return org;
}
