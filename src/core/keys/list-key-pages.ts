import sql, { empty, type Sql } from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Scope } from '../../contract/rules/scope-rules.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg, type Transaction } from '../../database/transaction.ts';
import { type Reader, refuseUnlessAdministrator } from '../access/access-rules.ts';
import { cursorOf, type Page, type PageAsk, toPage } from '../paging/page-rules.ts';
import { type Person, personOf } from '../users/person.ts';
import { describeUserName, isNamed, type UserName } from '../users/user-name.ts';
import { isInForce } from './access-key-store.ts';

/** A key without its secret. */
export interface ListedKey {
  accessKey: string;
  user: Person;
  name: string;
  scopes: Scope[];
  createdAt: string;
  /** Null: the operator, or it was made before that was kept. */
  madeBy: Person | null;
  expiresAt: string | null;
  /** To the hour. */
  lastUsedAt: string | null;
  revokedAt: string | null;
  /** Neither revoked nor past its end, of an active user. */
  isInForce: boolean;
}

const cursor = cursorOf('keys', /^([\d:.TZ-]{27}),(u\$r\d{1,9}\.[0-9a-f]{24})$/);
const everybody = sql`true`;

const listedKeys = sql`select k.access_key as "accessKey", ${personOf('u')} as user, k.name, k.scopes,
      k.created_at as "createdAt", ${personOf('m')} as "madeBy", k.expires_at as "expiresAt",
      used.used_at as "lastUsedAt", k.revoked_at as "revokedAt", u.is_active and ${isInForce} as "isInForce"
    from access_key k join org_user u using (org_id, user_id)
    left join org_user m on m.org_id = k.org_id and m.user_id = k.made_by
    left join access_key_use used on used.org_id = k.org_id and used.access_key = k.access_key`;

/** A user's keys, the newest first. */
export async function listKeysOfUser(
  database: Database,
  reader: Reader,
  { name, ...ask }: { name: UserName } & PageAsk,
): Promise<Page<ListedKey>> {
  refuseUnlessAdministrator(reader, 'Listing access keys');
  const { orgId } = reader;
  return readInOrg(database, orgId, async (tx) => {
    const [users, page] = await Promise.all([
      tx.read(sql`select from org_user u where u.org_id = ${orgId} and ${isNamed(name)}`),
      readPage(tx, orgId, { whose: isNamed(name), ...ask }),
    ]);
    if (users.length === 0) throw notFound('user', describeUserName(name), { sight: 'everything' });
    return page;
  });
}

/** Every key of the org, the newest first. */
export async function listKeysOfOrg(
  database: Database,
  reader: Reader,
  ask: PageAsk,
): Promise<Page<ListedKey>> {
  refuseUnlessAdministrator(reader, 'Listing access keys');
  const { orgId } = reader;
  return readInOrg(database, orgId, (tx) => readPage(tx, orgId, { whose: everybody, ...ask }));
}

async function readPage(
  tx: Transaction,
  orgId: number,
  { whose, after, limit }: { whose: Sql } & PageAsk,
): Promise<Page<ListedKey>> {
  const [createdAt, accessKey] = cursor.open(orgId, after) ?? [];
  const isBeyond =
    createdAt === undefined
      ? empty
      : sql`and (k.created_at, k.access_key) < (${createdAt}::timestamptz, ${accessKey}::text)`;
  const rows = await tx.read<ListedKey>(sql`${listedKeys}
    where k.org_id = ${orgId} and ${whose} ${isBeyond}
    order by k.created_at desc, k.access_key desc limit ${limit + 1}`);
  return toPage(rows, limit, (last) => cursor.seal(orgId, `${last.createdAt},${last.accessKey}`));
}

/** Every key of an org, the oldest first. */
export async function loadKeys(tx: Transaction, orgId: number): Promise<ListedKey[]> {
  return tx.read(sql`${listedKeys} where k.org_id = ${orgId} order by k.created_at, k.access_key`);
}
