import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { findRemovalDenial, type MayRemove } from '../access/removal-access-rules.ts';
import type { AccessRole } from '../users/user-store.ts';

export interface WhoCalls {
  org: { orgId: number; name: string };
  user: { userId: number; email: string; name: string; accessRole: AccessRole };
  mayRemove: boolean;
}

type Found = Omit<WhoCalls, 'mayRemove'> & { mayRemove: MayRemove };

/** Who somebody is who signed in or sent keys. */
export async function showSession(
  database: Database,
  { orgId, userId }: { orgId: number; userId: number },
): Promise<WhoCalls> {
  const [row] = await readInOrg(database, orgId, (tx) =>
    tx.read<Found>({
      text: `select jsonb_build_object('orgId', o.org_id, 'name', o.name) as org,
          jsonb_build_object('userId', u.user_id, 'email', u.email,
            'name', u.first_name || ' ' || u.last_name, 'accessRole', u.access_role) as user,
          o.may_remove as "mayRemove"
        from org_user u join org o using (org_id) where u.org_id = $1 and u.user_id = $2`,
      values: [orgId, userId],
    }),
  );
  if (!row) throw new Refusal('session-ended');
  const { org, user } = row;
  const mayMove = user.accessRole !== 'agent';
  return { org, user, mayRemove: mayMove && findRemovalDenial(user, row.mayRemove) === undefined };
}
