import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { refuseUnknownOrganisation } from './refuse-unknown-organisation.ts';
import { type Organisation, organisationColumns } from './show-organisation.ts';

type Change = { [Name in Exclude<keyof Organisation, 'orgId'>]?: Organisation[Name] | undefined };

/** Changes an org's name or its settings; what is not named stays. */
export async function changeOrganisation(
  database: Database,
  asker: Doer,
  change: Change,
): Promise<Organisation> {
  const { name, leadsquaredCalls, mayRemove } = change;
  refuseUnlessAdministrator(asker, 'Changing the organisation');
  const [org] = await inOrg(database, asker.orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, asker.orgId);
    const settings = Object.entries(change).filter(([, value]) => value !== undefined);
    noteEvent(tx, asker, {
      what: 'setting-changed',
      detail: settings.map(([setting, value]) => `${setting}: ${value}`).join(', '),
    });
    return tx.read<Organisation>({
      text: `update org set name = coalesce($2, name), leadsquared_calls = coalesce($3, leadsquared_calls),
          may_remove = coalesce($4, may_remove)
        where org_id = $1 returning ${organisationColumns}`,
      values: [asker.orgId, name?.trim() ?? null, leadsquaredCalls ?? null, mayRemove ?? null],
    });
  });
  if (!org) throw new Error(`Organisation ${asker.orgId} went away.`);
  return org;
}
