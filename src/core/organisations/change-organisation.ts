import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { refuseUnknownOrganisation } from './refuse-unknown-organisation.ts';
import { type Organisation, organisationColumns } from './show-organisation.ts';

type Change = { [Name in Exclude<keyof Organisation, 'orgId'>]?: Organisation[Name] | undefined };

/** Changes an org's name or its settings; what is not named stays, and what was so is not told of. */
export async function changeOrganisation(
  database: Database,
  asker: Doer,
  change: Change,
): Promise<Organisation> {
  const { name, leadsquaredCalls, mayRemove } = change;
  refuseUnlessAdministrator(asker, 'Changing the organisation');
  const [org] = await inOrg(database, asker.orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, asker.orgId);
    const was = await tx.read<Organisation>({
      text: `select ${organisationColumns} from org where org_id = $1 for no key update`,
      values: [asker.orgId],
    });
    const is = await tx.read<Organisation>({
      text: `update org set name = coalesce($2, name), leadsquared_calls = coalesce($3, leadsquared_calls),
          may_remove = coalesce($4, may_remove)
        where org_id = $1 returning ${organisationColumns}`,
      values: [asker.orgId, name?.trim() ?? null, leadsquaredCalls ?? null, mayRemove ?? null],
    });
    const detail = describeChange(Object(was[0]), Object(is[0]));
    if (detail) noteEvent(tx, asker, { what: 'setting-changed', detail });
    return is;
  });
  if (!org) throw new Error(`Organisation ${asker.orgId} went away.`);
  return org;
}

function describeChange(
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
): string {
  const changed = Object.entries(is).filter(([setting, value]) => value !== was[setting]);
  return changed.map(([setting, value]) => `${setting}: ${value}`).join(', ');
}
