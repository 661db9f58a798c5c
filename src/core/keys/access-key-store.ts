import sql, { type Sql } from 'sql-template-tag';
import type { Scope } from '../../contract/rules/scope-rules.ts';
import type { AccessRole } from '../../contract/words/access-words.ts';
import type { GateTransaction } from '../../database/gate.ts';
import type { Transaction } from '../../database/transaction.ts';

/** An access key that is not revoked, of an active user. */
export interface LiveKey {
  accessKey: string;
  secretHash: Buffer;
  userId: number;
  accessRole: AccessRole;
  scopes: Scope[];
  expiresAt: string | null;
  hasExpired: boolean;
  /** Who made it for its user; null where that was nobody else who is known. */
  madeBy: number | null;
}

/** Whether key `k` lets its user in, as long as they are active. */
export const isInForce: Sql = sql`k.revoked_at is null
  and (k.expires_at is null or k.expires_at > clock_timestamp())`;

export async function findLiveKeys(
  tx: GateTransaction,
  orgId: number,
  accessKeys: readonly string[],
): Promise<LiveKey[]> {
  return tx.read<LiveKey>({
    name: 'find-live-keys',
    text: `select k.access_key as "accessKey", k.secret_hash as "secretHash", k.user_id as "userId",
        u.access_role as "accessRole", k.scopes, k.expires_at as "expiresAt",
        coalesce(k.expires_at <= clock_timestamp(), false) as "hasExpired",
        nullif(k.made_by, k.user_id) as "madeBy"
      from access_key k join org_user u using (org_id, user_id)
      where k.org_id = $1 and k.access_key = any($2::text[]) and k.revoked_at is null and u.is_active`,
    values: [orgId, accessKeys],
  });
}

export interface NewKey {
  accessKey: string;
  userId: number;
  secretHash: Buffer;
  name: string;
  scopes: readonly Scope[];
  madeBy: number | null;
  /** A moment, null for never, or after how many days. */
  end: KeyEnd;
}

export type KeyEnd = { at: string | null } | { afterDays: number };

/** Keeps a new key, and tells when it ends. */
export async function insertKey(tx: GateTransaction, orgId: number, key: NewKey): Promise<string | null> {
  const [row] = await tx.read<{ expiresAt: string | null }>({
    text: `insert into access_key (org_id, access_key, user_id, secret_hash, name, scopes, made_by, expires_at)
      values ($1, $2, $3, $4, $5, $6::text[], $7, coalesce($8::timestamptz, clock_timestamp() + make_interval(days => $9)))
      returning expires_at as "expiresAt"`,
    values: [
      orgId,
      key.accessKey,
      key.userId,
      key.secretHash,
      key.name,
      key.scopes,
      key.madeBy,
      'at' in key.end ? key.end.at : null,
      'at' in key.end ? null : key.end.afterDays,
    ],
  });
  return row?.expiresAt ?? null;
}

/** Gives a key in force another name or end. Undefined where there is none; false where it had them. */
export async function updateKey(
  tx: Transaction,
  orgId: number,
  {
    accessKey,
    name,
    end,
  }: { accessKey: string; name?: string | undefined; end?: { at: string | null } | undefined },
): Promise<boolean | undefined> {
  const [row] = await tx.read<{ isChanged: boolean }>(sql`with was as (
      select k.access_key, k.name, k.expires_at from access_key k
      where k.org_id = ${orgId} and k.access_key = ${accessKey} and ${isInForce} for update)
    update access_key k
    set name = coalesce(${name ?? null}::text, k.name),
      expires_at = case when ${end !== undefined} then ${end?.at ?? null}::timestamptz else k.expires_at end
    from was where k.org_id = ${orgId} and k.access_key = was.access_key
    returning (k.name, k.expires_at) is distinct from (was.name, was.expires_at) as "isChanged"`);
  return row?.isChanged;
}

/** Notes that keys are in use. */
export function noteKeyUses(tx: Transaction, orgId: number, accessKeys: readonly string[]): void {
  tx.write({
    text: `with used as (
        insert into access_key_use (org_id, access_key) select $1, unnest($2::text[]) order by 2
        on conflict (org_id, access_key) do update set used_at = excluded.used_at
        returning access_key, xmax = 0 as is_first)
      insert into audit_event (org_id, what, user_id, access_key)
      select $1, 'key-first-used', k.user_id, k.access_key
      from used join access_key k on k.org_id = $1 and k.access_key = used.access_key where is_first`,
    values: [orgId, accessKeys],
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

/** Ends every key of a user that is in force, in the name of a request where one does it, and tells which. */
export async function endKeysOf(
  tx: Transaction,
  orgId: number,
  { userId, requestId }: { userId: number; requestId: number | null },
): Promise<string[]> {
  const rows = await tx.read<KeyName>(sql`update access_key k
    set revoked_at = clock_timestamp(), switched_by_request = ${requestId}::bigint
    where k.org_id = ${orgId} and k.user_id = ${userId} and ${isInForce} returning k.access_key as "accessKey"`);
  return namesOf(rows);
}

interface KeyName {
  accessKey: string;
}

function namesOf(rows: readonly KeyName[]): string[] {
  return rows.map(({ accessKey }) => accessKey).sort();
}

/** What a request that undoes has to do with the keys of a user. */
export interface KeySwitch {
  userId: number;
  /** The request that it undoes, and those that left the account as that one did. */
  undone: number;
  same: readonly number[];
  requestId: number;
}

/** Brings back the keys that request `undone` ended and whose end has not come, and tells which. */
export async function reviveKeys(tx: Transaction, orgId: number, keys: KeySwitch): Promise<string[]> {
  const rows = await tx.read<KeyName>(sql`update access_key k
    set revoked_at = null, switched_by_request = ${keys.requestId}::bigint
    where ${wereEndedBy(orgId, keys)} and (k.expires_at is null or k.expires_at > clock_timestamp())
    returning k.access_key as "accessKey"`);
  return namesOf(rows);
}

/** How many keys that request `undone` ended stay so. */
export async function countEndedKeys(tx: Transaction, orgId: number, keys: KeySwitch): Promise<number> {
  const [row] = await tx.read<{ keys: number }>(
    sql`select count(*) as keys from access_key k where ${wereEndedBy(orgId, keys)}`,
  );
  return row?.keys ?? 0;
}

function wereEndedBy(orgId: number, { userId, undone, same }: KeySwitch): Sql {
  return sql`k.org_id = ${orgId} and k.user_id = ${userId} and k.revoked_at is not null
    and (k.switched_by_request = ${undone}::bigint or k.switched_by_request = any(${same}::bigint[]))`;
}

/**
 * Ends again the keys that request `undone` brought back, and tells which. Also where one of the `same` requests has brought
 * them back so, but then no key that was made since.
 */
export async function endRevivedKeys(tx: Transaction, orgId: number, keys: KeySwitch): Promise<string[]> {
  const { userId, undone, same, requestId } = keys;
  const rows = await tx.read<KeyName>({
    text: `update access_key set switched_by_request = $5, revoked_at = clock_timestamp()
      where org_id = $1 and user_id = $2 and revoked_at is null and (switched_by_request = $3
        or switched_by_request = any($4::bigint[]) and created_at < (
          select started_at from request where org_id = $1 and request_id = $3))
      returning access_key as "accessKey"`,
    values: [orgId, userId, undone, same, requestId],
  });
  return namesOf(rows);
}

export async function countLiveKeys(tx: Transaction, orgId: number, userId: number): Promise<number> {
  const [row] = await tx.read<{ keys: number }>(
    sql`select count(*) as keys from access_key k
      where k.org_id = ${orgId} and k.user_id = ${userId} and ${isInForce}`,
  );
  return row?.keys ?? 0;
}
