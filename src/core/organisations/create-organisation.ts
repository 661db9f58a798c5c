import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';

/** Makes an organisation under the given number unless it exists. True where it was made now. */
export async function createOrganisation(
  database: Database,
  organisation: { orgId: number; name: string },
): Promise<boolean> {
  const rows = await inOrg(database, organisation.orgId, (tx) =>
    tx.read({
      text: `insert into org (org_id, name) values ($1, $2) on conflict (org_id) do nothing returning org_id`,
      values: [organisation.orgId, organisation.name],
    }),
  );
  return rows.length > 0;
}
