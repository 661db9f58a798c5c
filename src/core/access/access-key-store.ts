import type { Transaction } from '../../database/transaction.ts';
import type { AccessRole } from '../users/user-store.ts';

/** An access key that is in force: not revoked, of an active user. */
export interface LiveKey {
  accessKey: string;
  secretHash: Buffer;
  userId: number;
  accessRole: AccessRole;
}

export interface KeyListing {
  accessKey: string;
  userId: number;
  email: string;
  createdAt: string;
  revokedAt: string | null;
}

export async function findLiveKeys(
  tx: Transaction,
  orgId: number,
  accessKeys: readonly string[],
): Promise<LiveKey[]> {
  return tx.read<LiveKey>({
    name: 'find-live-keys',
    text: `select k.access_key as "accessKey", k.secret_hash as "secretHash", k.user_id as "userId",
        u.access_role as "accessRole"
      from access_key k join org_user u using (org_id, user_id)
      where k.org_id = $1 and k.access_key = any($2::text[]) and k.revoked_at is null and u.is_active`,
    values: [orgId, accessKeys],
  });
}

export function insertKey(
  tx: Transaction,
  orgId: number,
  key: { accessKey: string; userId: number; secretHash: Buffer },
): void {
  tx.write({
    text: 'insert into access_key (org_id, access_key, user_id, secret_hash) values ($1, $2, $3, $4)',
    values: [orgId, key.accessKey, key.userId, key.secretHash],
  });
}

export async function loadKeys(tx: Transaction, orgId: number): Promise<KeyListing[]> {
  return tx.read<KeyListing>({
    text: `select k.access_key as "accessKey", k.user_id as "userId", u.email,
        k.created_at as "createdAt", k.revoked_at as "revokedAt"
      from access_key k join org_user u using (org_id, user_id)
      where k.org_id = $1 order by k.created_at, k.access_key`,
    values: [orgId],
  });
}

/** True where the key existed and was in force until now. */
export async function endKey(tx: Transaction, orgId: number, accessKey: string): Promise<boolean> {
  const rows = await tx.read({
    text: `update access_key set revoked_at = clock_timestamp(), switched_by_request = null
      where org_id = $1 and access_key = $2 and revoked_at is null returning access_key`,
    values: [orgId, accessKey],
  });
  return rows.length > 0;
}

/** Ends every key of a user that is in force, in the name of a request, and counts them. */
export async function endKeysOf(
  tx: Transaction,
  orgId: number,
  { userId, requestId }: { userId: number; requestId: number },
): Promise<number> {
  const rows = await tx.read({
    text: `update access_key set revoked_at = clock_timestamp(), switched_by_request = $3
      where org_id = $1 and user_id = $2 and revoked_at is null returning access_key`,
    values: [orgId, userId, requestId],
  });
  return rows.length;
}

/**
 * Brings back the keys that request `undone` ended, and ends those it brought back; counts them. Also where one
 * of the `same` requests has put them back so, but then no key that was made since. None comes back where it
 * may not, because its user has left since.
 */
export async function switchKeysBack(
  tx: Transaction,
  orgId: number,
  keys: { userId: number; undone: number; same: readonly number[]; requestId: number; mayReturn: boolean },
): Promise<number> {
  const rows = await tx.read({
    text: `update access_key set switched_by_request = $5,
        revoked_at = case when revoked_at is null then clock_timestamp() end
      where org_id = $1 and user_id = $2 and (revoked_at is null or $6) and (switched_by_request = $3 or switched_by_request = any($4::bigint[])
        and (revoked_at is not null or created_at < (
          select started_at from request where org_id = $1 and request_id = $3)))
      returning access_key`,
    values: [orgId, keys.userId, keys.undone, keys.same, keys.requestId, keys.mayReturn],
  });
  return rows.length;
}

export async function countLiveKeys(tx: Transaction, orgId: number, userId: number): Promise<number> {
  const [row] = await tx.read<{ keys: number }>({
    text: `select count(*) as keys from access_key
      where org_id = $1 and user_id = $2 and revoked_at is null`,
    values: [orgId, userId],
  });
  return row?.keys ?? 0;
}
