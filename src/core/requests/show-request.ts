import sql from 'sql-template-tag';
import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type RequestSummary, summaryColumns } from './request-summary.ts';

/** A request with what it asked for. */
export interface ShownRequest extends RequestSummary {
  spec: unknown;
}

/** One request, as far as it has come. */
export async function showRequest(
  database: Database,
  orgId: number,
  requestId: number,
): Promise<ShownRequest> {
  const [request] = await readInOrg(database, orgId, (tx) =>
    tx.read<ShownRequest>(sql`select ${summaryColumns}, r.spec
      from request r left join org_user u on u.org_id = r.org_id and u.user_id = r.requested_by
      where r.org_id = ${orgId} and r.request_id = ${requestId}`),
  );
  if (!request) throw new Refusal('request-not-found');
  return request;
}
