import sql, { raw } from 'sql-template-tag';
import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import {
  isAdministrator,
  type Reader,
  refuseAgents,
  refuseUnlessAdministrator,
} from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { type Subjects, subjectsOfRequest } from './request-store.ts';

/**
 * An administrator decides about any request, a manager about those of their own that touch nothing but leads.
 * Refuses everybody else, and a request out of sight as one that does not exist.
 */
export async function ensureMayDecide(
  tx: Transaction,
  reader: Reader,
  { requestId, what }: { requestId: number; what: 'Running' | 'Cancelling' | 'Retrying' | 'Undoing' },
): Promise<void> {
  if (isAdministrator(reader)) return;
  const [request] = await tx.read<{ requestedBy: number; subjects: Subjects | null }>(sql`
    select requested_by as "requestedBy", ${raw(subjectsOfRequest)} from request r
    where r.org_id = ${reader.orgId} and r.request_id = ${requestId} and ${seesUser(reader, sql`r.requested_by`)}`);
  if (!request) throw new Refusal('request-not-found');
  refuseAgents(reader, `${what} a request`);
  if (request.requestedBy !== reader.userId)
    refuseUnlessAdministrator(reader, `${what} somebody else's request`);
  if (request.subjects !== 'leads')
    refuseUnlessAdministrator(reader, `${what} a request about more than leads`);
}
