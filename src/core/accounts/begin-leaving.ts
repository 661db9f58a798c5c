import type { Transaction } from '../../database/transaction.ts';
import type { ChunkResult, RunningRequest } from '../ledger/chunk-runner.ts';
import { type Chunk, holdChunkOf } from '../ledger/request-chunk-store.ts';
import { lockReporting } from '../reporting/reporting-store.ts';
import { lockAccounts, startLeaving } from '../users/account-store.ts';
import { failLastAdministrators, findLastAdministrators } from './last-administrator.ts';

/**
 * Before anything moves away from them, leavers begin to leave: nobody is assigned to them from now on, though
 * their accounts end only when everything is placed. Gives what ends the request at once: the last administrators
 * keep everything, and of two who leave at once by two requests the one who began later sees the other leave.
 */
export async function beginLeaving(
  tx: Transaction,
  orgId: number,
  { requestId, kind, ending }: RunningRequest,
): Promise<{ chunk: Chunk; ran: ChunkResult } | undefined> {
  if (ending === null) return undefined;
  lockReporting(tx, orgId);
  const chunk = await holdChunkOf(tx, orgId, requestId, 'accounts');
  if (!chunk) return undefined;
  const accounts = await lockAccounts(tx, orgId, chunk.subjects);
  const isLeaving = kind !== 'undo'; // an undo ends only accounts that are as they were left
  const last = isLeaving ? await findLastAdministrators(tx, orgId, [...accounts.values()]) : [];
  if (last.length > 0) return { chunk, ran: failLastAdministrators(chunk.subjects.length, last) };
  startLeaving(tx, orgId, { userIds: chunk.subjects, requestId });
  return undefined;
}
