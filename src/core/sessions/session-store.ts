import type { AccessRole } from '../../contract/words/access-words.ts';
import type { GateTransaction } from '../../database/gate.ts';
import type { Transaction } from '../../database/transaction.ts';

/** A session in force: neither expired nor idle for too long, of an active user. */
export interface LiveSession {
  hash: Buffer;
  userId: number;
  accessRole: AccessRole;
  /** Nobody noted for a while that it is in use. */
  isStale: boolean;
}

/** How long a session lasts, however much it is used, and how long while it is not. */
export const sessionDays = 7;
const idleHours = 12;

/** How long a noted use is good enough: a session in use is written once in this time, not with every call. */
const staleSeconds = 60;

export async function findLiveSessions(
  tx: GateTransaction,
  orgId: number,
  hashes: readonly Buffer[],
): Promise<LiveSession[]> {
  return tx.read<LiveSession>({
    name: 'find-live-sessions',
    text: `select s.session_hash as hash, s.user_id as "userId", u.access_role as "accessRole",
        s.last_seen_at < clock_timestamp() - make_interval(secs => $4) as "isStale"
      from session s join org_user u using (org_id, user_id)
      where s.org_id = $1 and s.session_hash = any($2::bytea[]) and u.is_active
        and s.expires_at > clock_timestamp()
        and s.last_seen_at > clock_timestamp() - make_interval(hours => $3)`,
    values: [orgId, hashes, idleHours, staleSeconds],
  });
}

export function noteUse(tx: GateTransaction, orgId: number, hashes: readonly Buffer[]): void {
  tx.write({
    text: `update session set last_seen_at = clock_timestamp()
      where org_id = $1 and session_hash = any($2::bytea[])`,
    values: [orgId, hashes],
  });
}

/** Begins a session, and clears away those of the same user that are over. */
export function insertSession(
  tx: GateTransaction,
  orgId: number,
  session: { hash: Buffer; userId: number },
): void {
  tx.write({
    text: `delete from session where org_id = $1 and user_id = $2 and (expires_at < clock_timestamp()
      or last_seen_at < clock_timestamp() - make_interval(hours => $3))`,
    values: [orgId, session.userId, idleHours],
  });
  tx.write({
    text: `insert into session (org_id, session_hash, user_id, expires_at)
      values ($1, $2, $3, clock_timestamp() + make_interval(days => $4))`,
    values: [orgId, session.hash, session.userId, sessionDays],
  });
}

export function deleteSession(tx: GateTransaction, orgId: number, hash: Buffer): void {
  tx.write({
    text: 'delete from session where org_id = $1 and session_hash = $2',
    values: [orgId, hash],
  });
}

/** Ends every session of a user, and counts them. */
export async function deleteSessionsOf(tx: Transaction, orgId: number, userId: number): Promise<number> {
  const rows = await tx.read({
    text: 'delete from session where org_id = $1 and user_id = $2 returning user_id',
    values: [orgId, userId],
  });
  return rows.length;
}

/** Ends the sessions of a user but for one, where there is one to keep, and counts them. */
export async function deleteOtherSessionsOf(
  tx: GateTransaction,
  orgId: number,
  { userId, kept }: { userId: number; kept: Buffer | undefined },
): Promise<number> {
  const rows = await tx.read({
    text: `delete from session where org_id = $1 and user_id = $2 and session_hash is distinct from $3
      returning user_id`,
    values: [orgId, userId, kept ?? null],
  });
  return rows.length;
}
