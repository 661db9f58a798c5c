import type { Transaction } from '../../database/transaction.ts';
import type { FactsAbout } from './fact-past-store.ts';

/** The last change of facts of a user or a lead. */
interface LastChange {
  requestId: number;
  at: string;
  facts: string[];
  /** By name; null: the operator. */
  by: string | null;
}

export async function findLastChange(
  tx: Transaction,
  orgId: number,
  { about, subjectId }: { about: FactsAbout; subjectId: number },
): Promise<LastChange | undefined> {
  const [last] = await tx.read<LastChange>({
    text: `select p.until_request as "requestId", max(p.until_at) as at, array_agg(p.fact order by p.fact) as facts,
        max(u.first_name || ' ' || u.last_name) as by
      from fact_past p join request r on r.org_id = p.org_id and r.request_id = p.until_request
      left join org_user u on u.org_id = r.org_id and u.user_id = r.requested_by
      where p.org_id = $1 and p.about = $2 and p.subject_id = $3
      group by p.until_request order by max(p.until_at) desc limit 1`,
    values: [orgId, about, subjectId],
  });
  return last;
}
