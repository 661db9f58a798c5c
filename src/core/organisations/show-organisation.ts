import { Refusal } from '../../contract/refusal.ts';
import type { MayRemove } from '../../contract/words/access-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';

export interface Organisation {
  orgId: number;
  name: string;
  /** The most calls of the LeadSquared face in any 5 seconds. */
  leadsquaredCalls: number;
  mayRemove: MayRemove;
}

/** The columns of an organisation as it is shown. */
export const organisationColumns = `org_id as "orgId", name, leadsquared_calls as "leadsquaredCalls", may_remove as "mayRemove"`;

export async function showOrganisation(database: Database, orgId: number): Promise<Organisation> {
  const [org] = await readInOrg(database, orgId, (tx) =>
    tx.read<Organisation>({
      text: `select ${organisationColumns} from org where org_id = $1`,
      values: [orgId],
    }),
  );
  if (!org) throw new Refusal('organisation-not-found');
  return org;
}
