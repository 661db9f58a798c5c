import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Idempotency } from './plan-rules.ts';
import type { Requester } from './request-rules.ts';

/** A call that may come again: who makes it, and by which key it is known. */
export interface Repeatable {
  requester: Requester;
  idempotency?: Idempotency | undefined;
}

/**
 * The request that an earlier call with the same key made; undefined where there was none, or the call has no key.
 * Refuses a key that came with something else.
 */
export async function findRepeated(
  tx: Transaction,
  orgId: number,
  { requester, idempotency }: Repeatable,
): Promise<number | undefined> {
  if (!idempotency) return undefined;
  const [earlier] = await tx.read<{ requestId: number; hash: Buffer }>({
    name: 'find-by-idempotency-key',
    text: `select request_id as "requestId", idempotency_hash as hash from request
      where org_id = $1 and requested_by is not distinct from $2 and idempotency_key = $3`,
    values: [orgId, requester.userId, idempotency.key],
  });
  if (!earlier || earlier.hash.equals(idempotency.hash)) return earlier?.requestId;
  throw new Refusal('idempotency-key-reused', {
    field: 'Idempotency-Key',
    message: `The key ${idempotency.key} came with another body before, for request ${earlier.requestId}. Use a new key.`,
  });
}
