import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';

/** A caller's own key for a call, and what came with it. */
export interface Idempotency {
  key: string;
  /** SHA-256 of the body. */
  hash: Buffer;
}

/** A call that may come again: who makes it, and by which key it is known. */
export interface Repeatable {
  requester: { userId: number | null };
  idempotency?: Idempotency | undefined;
}

/** What a call did: the request that it made, ran or cancelled, or else what it made, in words. */
export type Done = { requestId: number; made: null } | { requestId: null; made: string };

/**
 * What an earlier call with the same key did; undefined where there was none, or the call has no key. Refuses a key that
 * came with something else.
 */
export async function findDone(
  tx: Transaction,
  orgId: number,
  { requester, idempotency }: Repeatable,
): Promise<Done | undefined> {
  if (!idempotency) return undefined;
  const [earlier] = await tx.read<Done & { hash: Buffer }>({
    name: 'find-keyed-call',
    text: `select request_id as "requestId", made, hash from keyed_call
      where org_id = $1 and user_id is not distinct from $2 and key = $3`,
    values: [orgId, requester.userId, idempotency.key],
  });
  if (!earlier || earlier.hash.equals(idempotency.hash)) return earlier;
  const { requestId, made } = earlier;
  throw new Refusal('idempotency-key-reused', {
    field: 'Idempotency-Key',
    message:
      `The key ${idempotency.key} came with another body or to another path before, for ` +
      `${made ?? `request ${requestId}`}. Use a new key.`,
  });
}

/** Keeps what calls with a key did, so that they can come again. Of two with the same key at once the later one fails. */
export function keepDone(
  tx: Transaction,
  orgId: number,
  calls: readonly (Repeatable & { done: Done })[],
): void {
  const keyed = calls.filter(({ idempotency }) => idempotency);
  if (keyed.length === 0) return;
  tx.write({
    name: 'keep-keyed-calls',
    text: `insert into keyed_call (org_id, user_id, key, hash, request_id, made)
      select $1, * from unnest($2::integer[], $3::text[], $4::bytea[], $5::bigint[], $6::text[])`,
    values: [
      orgId,
      keyed.map(({ requester }) => requester.userId),
      keyed.map(({ idempotency }) => idempotency?.key),
      keyed.map(({ idempotency }) => idempotency?.hash),
      keyed.map(({ done }) => done.requestId),
      keyed.map(({ done }) => done.made),
    ],
  });
}

/** Lets go of the key of a call that came to nothing, so that the same call does it anew. */
export function forgetDone(tx: Transaction, orgId: number, { requester, idempotency }: Repeatable): void {
  if (!idempotency) return;
  tx.write({
    text: 'delete from keyed_call where org_id = $1 and user_id is not distinct from $2 and key = $3',
    values: [orgId, requester.userId, idempotency.key],
  });
}
