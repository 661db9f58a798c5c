import sql, { join, type Sql } from 'sql-template-tag';
import { notFound } from '../../../contract/rules/not-found.ts';
import type { RequestKind, RequestState, Way } from '../../../contract/words/request-words.ts';
import type { Database } from '../../../database/database.ts';
import { readInOrg, type Transaction } from '../../../database/transaction.ts';
import { type Reader, sightOf } from '../../access/access-rules.ts';
import { seesUser } from '../../access/sight.ts';
import {
  type DecidableFacts,
  decidableFacts,
  type RequestSummary,
  summaryColumns,
  tellSummary,
} from '../../ledger/request-summary.ts';
import { listWays } from '../../ledger/way-rules.ts';
import { readOptionalMoment } from '../../moments/read-moment.ts';
import { idCursorOf, type Page, type PageAsk, toPage } from '../../paging/page-rules.ts';

export interface RequestFilter {
  kind?: RequestKind | undefined;
  state?: RequestState | undefined;
  /** The id of the user who asked for it. */
  by?: number | undefined;
  /** Created at this moment or later. */
  from?: string | undefined;
  /** Created before this moment. */
  to?: string | undefined;
}

/** With what whoever reads the list may ask for now. */
export type ListedRequest = RequestSummary & { ways: Way[] };
type StoredRequest = RequestSummary & { decidableFacts: DecidableFacts };

const cursor = idCursorOf('requests');

/** Requests in sight, the newest first. */
export async function listRequests(
  database: Database,
  reader: Reader,
  { limit, ...ask }: RequestFilter & PageAsk,
): Promise<Page<ListedRequest>> {
  const conditions = join(conditionsOf(reader, ask), ' and ');
  const rows = await readInOrg(database, reader.orgId, async (tx) => {
    if (ask.by !== undefined) await refuseUnseen(tx, reader, ask.by);
    return tx.read<StoredRequest>(sql`select ${summaryColumns}, ${decidableFacts}
      from request r left join org_user u on u.org_id = r.org_id and u.user_id = r.requested_by
      where ${conditions} order by r.request_id desc limit ${limit + 1}`);
  });
  const told = rows.map(({ decidableFacts: facts, ...row }) => ({
    ...tellSummary(row),
    ways: listWays(reader, { ...row, ...facts }),
  }));
  return toPage(told, limit, (last) => cursor.seal(reader.orgId, last.requestId));
}

/** A list of nobody's requests would look like that of somebody who asked for none. */
async function refuseUnseen(tx: Transaction, reader: Reader, userId: number): Promise<void> {
  const users = await tx.read(sql`select from org_user u
    where u.org_id = ${reader.orgId} and u.user_id = ${userId}::bigint and ${seesUser(reader, sql`u.user_id`)}`);
  if (users.length === 0) throw notFound('user', userId, { sight: sightOf(reader), field: 'by' });
}

function conditionsOf(reader: Reader, ask: RequestFilter & { after?: string | undefined }): Sql[] {
  const from = readOptionalMoment(ask.from, 'from');
  const to = readOptionalMoment(ask.to, 'to');
  const after = cursor.open(reader.orgId, ask.after);
  return [
    sql`r.org_id = ${reader.orgId}`,
    seesUser(reader, sql`r.requested_by`),
    ask.kind && sql`r.kind = ${ask.kind}`,
    ask.state && sql`r.state = ${ask.state}`,
    ask.by !== undefined && sql`r.requested_by = ${ask.by}::bigint`,
    from && sql`r.created_at >= ${from}::timestamptz`,
    to && sql`r.created_at < ${to}::timestamptz`,
    after !== undefined && sql`r.request_id < ${after}`,
  ].filter((condition) => typeof condition === 'object');
}
