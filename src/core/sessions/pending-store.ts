import type { GateTransaction } from '../../database/gate.ts';
import type { Transaction } from '../../database/transaction.ts';

/** How long somebody may take to give a code, and how often they may try before they give the password anew. */
export const pendingMinutes = 5;
const mostTries = 5;

/** Begins a second step, and clears away those that are over. */
export function insertPending(
  tx: GateTransaction,
  orgId: number,
  pending: { hash: Buffer; userId: number },
): void {
  tx.write({
    text: 'delete from pending_sign_in where org_id = $1 and user_id = $2 and expires_at < clock_timestamp()',
    values: [orgId, pending.userId],
  });
  tx.write({
    text: `insert into pending_sign_in (org_id, pending_hash, user_id, expires_at)
      values ($1, $2, $3, clock_timestamp() + make_interval(mins => $4))`,
    values: [orgId, pending.hash, pending.userId, pendingMinutes],
  });
}

/** Whose second step it is, where it goes on. */
export async function findPendingUser(
  tx: GateTransaction,
  orgId: number,
  hash: Buffer,
): Promise<number | undefined> {
  const [row] = await tx.read<{ userId: number }>({
    text: `select user_id as "userId" from pending_sign_in
      where org_id = $1 and pending_hash = $2 and tries < $3 and expires_at > clock_timestamp()`,
    values: [orgId, hash, mostTries],
  });
  return row?.userId;
}

/** Takes one of its tries. False where they are used up, or it ended in the meantime. */
export async function takePendingTry(tx: GateTransaction, orgId: number, hash: Buffer): Promise<boolean> {
  const rows = await tx.read({
    text: `update pending_sign_in set tries = tries + 1
      where org_id = $1 and pending_hash = $2 and tries < $3 and expires_at > clock_timestamp()
      returning user_id`,
    values: [orgId, hash, mostTries],
  });
  return rows.length > 0;
}

export function deletePending(tx: GateTransaction, orgId: number, hash: Buffer): void {
  tx.write({
    text: 'delete from pending_sign_in where org_id = $1 and pending_hash = $2',
    values: [orgId, hash],
  });
}

/** Whatever ends the first factor they rest on ends them. */
export function deletePendingOf(tx: Transaction, orgId: number, userId: number): void {
  tx.write({
    text: 'delete from pending_sign_in where org_id = $1 and user_id = $2',
    values: [orgId, userId],
  });
}
