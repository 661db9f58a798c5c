import { Refusal } from '../../contract/refusal.ts';
import type { AccessRole, MayRemove } from '../../contract/words/access-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { findRemovalDenial } from '../access/removal-access-rules.ts';

export interface WhoCalls {
  org: { orgId: number; name: string };
  user: { userId: number; email: string; name: string; accessRole: AccessRole };
  mayRemove: boolean;
  /** Null: none is set up. */
  secondFactor: { since: string; recoveryCodes: number } | null;
}

type Found = Pick<WhoCalls, 'org' | 'user'> & {
  mayRemove: MayRemove;
  since: string | null;
  recoveryCodes: number;
};

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
          o.may_remove as "mayRemove", f.confirmed_at as "since", (select count(*)::int from recovery_code r
            where r.org_id = u.org_id and r.user_id = u.user_id) as "recoveryCodes"
        from org_user u join org o using (org_id)
        left join second_factor f on f.org_id = u.org_id and f.user_id = u.user_id
        where u.org_id = $1 and u.user_id = $2`,
      values: [orgId, userId],
    }),
  );
  if (!row) throw new Refusal('session-ended');
  const { org, user, since, recoveryCodes } = row;
  const mayMove = user.accessRole !== 'agent';
  return {
    org,
    user,
    mayRemove: mayMove && findRemovalDenial(user, row.mayRemove) === undefined,
    secondFactor: since === null ? null : { since, recoveryCodes },
  };
}
