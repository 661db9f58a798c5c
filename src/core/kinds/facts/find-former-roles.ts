import type { Transaction } from '../../../database/transaction.ts';
import type { LeadAsk } from '../../assignments/reassignment-terms.ts';
import type { NewRoles } from '../../law/role-move-rules.ts';

const leadsAPage = 5_000;

/** Leads on which users stand in another role than the one that they are to have, in id order, each with those users. */
export async function* listLeadsInFormerRoles(
  tx: Transaction,
  orgId: number,
  roles: NewRoles,
): AsyncGenerator<LeadAsk[]> {
  for (let after = 0; ; ) {
    const rows = await tx.read<{ leadId: number; userIds: number[] }>({
      text: `select a.lead_id as "leadId", array_agg(a.user_id order by a.user_id) as "userIds"
        from unnest($2::integer[], $3::text[]) n (user_id, role)
        join assignment a on a.org_id = $1 and a.user_id = n.user_id and a.until_at is null and a.role <> n.role
        where a.lead_id > $4 group by a.lead_id order by a.lead_id limit ${leadsAPage}`,
      values: [orgId, [...roles.keys()], [...roles.values()], after],
    });
    yield rows.map(({ leadId, userIds }) => ({ leadId, listed: userIds.map((userId) => ({ userId })) }));
    const last = rows.at(-1);
    if (!last || rows.length < leadsAPage) return;
    after = last.leadId;
  }
}

/** On how many leads a user stands in a role that they are not to have any more. */
export interface FormerRole {
  userId: number;
  role: string;
  leads: number;
}

export async function countFormerRoles(
  tx: Transaction,
  orgId: number,
  roles: NewRoles,
): Promise<FormerRole[]> {
  if (roles.size === 0) return [];
  return tx.read<FormerRole>({
    text: `select a.user_id as "userId", a.role, count(*)::integer as leads
      from unnest($2::integer[], $3::text[]) n (user_id, role)
      join assignment a on a.org_id = $1 and a.user_id = n.user_id and a.until_at is null and a.role <> n.role
      group by a.user_id, a.role order by leads desc, a.user_id, a.role limit 20`,
    values: [orgId, [...roles.keys()], [...roles.values()]],
  });
}
