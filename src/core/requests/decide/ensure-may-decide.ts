import sql, { raw } from 'sql-template-tag';
import { notFound } from '../../../contract/rules/not-found.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { isAdministrator, type Reader, sightOf } from '../../access/access-rules.ts';
import { seesUser } from '../../access/sight.ts';
import { subjectsOfRequest } from '../../ledger/request-store.ts';
import { type Owned, refuseUnlessTheirs } from '../../ledger/way-rules.ts';

/** What is to be done about which request. */
export interface Decision {
  requestId: number;
  what: 'Running' | 'Cancelling' | 'Retrying' | 'Undoing';
}

/** Refuses whoever may not decide about the request; one out of sight as one that does not exist. */
export async function ensureMayDecide(
  tx: Transaction,
  reader: Reader,
  { requestId, what }: Decision,
): Promise<void> {
  if (isAdministrator(reader)) return;
  const [request] = await tx.read<Owned>(sql`
    select requested_by as "askedBy", ${raw(subjectsOfRequest)} from request r
    where r.org_id = ${reader.orgId} and r.request_id = ${requestId} and ${seesUser(reader, sql`r.requested_by`)}`);
  if (!request) throw notFound('request', requestId, { sight: sightOf(reader) });
  refuseUnlessTheirs(reader, request, what);
}
