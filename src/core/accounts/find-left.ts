import type { Transaction } from '../../database/transaction.ts';
import type { Left } from './left-rules.ts';

interface LeftAsk {
  /** Whose account is judged. */
  userIds: readonly number[];
  /** Whose own lines end with their accounts. */
  ending: readonly number[];
  /** Without what the rows of this request are foreseen to place. */
  planned?: number | undefined;
}

const mostNamed = 20;

/** What each of these users still stands on, and who still reports to them; nothing for whom nothing is left. */
export async function findLeft(
  tx: Transaction,
  orgId: number,
  { userIds, ending, planned }: LeftAsk,
): Promise<Map<number, Left>> {
  const rows = await tx.read<Left & { userId: number }>({
    text: `with placed as materialized (
        select c.part, s.subject from request_chunk c,
          unnest(c.subjects, string_to_array(c.planned, null)) s (subject, letter)
        where c.org_id = $1 and c.request_id = $3 and c.part <> 'account' and s.letter = 'c'
      ), leads as (
        select a.user_id, count(*) as leads, (array_agg(a.lead_id order by a.lead_id))[1:${mostNamed}] as "leadIds"
        from assignment a where a.org_id = $1 and a.user_id = any($2::integer[]) and a.until_at is null
          and not exists (select from placed p where p.part = 'leads' and p.subject = a.lead_id)
        group by a.user_id
      ), reports as (
        select l.manager_id as user_id, count(*) as reports, (array_agg(
          json_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name)
          order by u.user_id))[1:${mostNamed}] as "reportNames"
        from reporting_line l join org_user u on u.org_id = l.org_id and u.user_id = l.user_id
        where l.org_id = $1 and l.manager_id = any($2::integer[]) and l.until_at is null and l.user_id <> all($4::integer[])
          and not exists (select from placed p where p.part = 'users' and p.subject = l.user_id)
        group by l.manager_id
      )
      select user_id as "userId", coalesce(leads, 0) as leads, coalesce("leadIds", '{}') as "leadIds",
        coalesce(reports, 0) as reports, coalesce(to_json("reportNames"), '[]') as "reportNames"
      from leads full join reports using (user_id)`,
    values: [orgId, userIds, planned ?? null, ending],
  });
  return new Map(rows.map(({ userId, ...left }) => [userId, left]));
}
