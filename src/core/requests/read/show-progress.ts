import sql from 'sql-template-tag';
import { notFound } from '../../../contract/rules/not-found.ts';
import type { Database } from '../../../database/database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import { type Reader, sightOf } from '../../access/access-rules.ts';
import { seesUser } from '../../access/sight.ts';
import { progressColumns, type RequestProgress, tellSummary } from '../../ledger/request-summary.ts';

/** How far one request in sight has come. */
export async function showProgress(
  database: Database,
  reader: Reader,
  requestId: number,
): Promise<RequestProgress> {
  const [request] = await readInOrg(database, reader.orgId, (tx) =>
    tx.read<RequestProgress>(sql`select ${progressColumns}
      from request r left join org_user u on u.org_id = r.org_id and u.user_id = r.requested_by
      where r.org_id = ${reader.orgId} and r.request_id = ${requestId}
        and ${seesUser(reader, sql`r.requested_by`)}`),
  );
  if (!request) throw notFound('request', requestId, { sight: sightOf(reader) });
  return tellSummary(request);
}
