import sql, { empty } from 'sql-template-tag';
import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { readOptionalMoment } from '../moments/moment-rules.ts';
import { type Page, type PageAsk, readCursor, toPage } from '../paging/page-rules.ts';
import { isNamed, type UserName } from '../users/user-name.ts';
import { type Reader, refuseUnlessAdministrator } from './access-rules.ts';

export interface UserKey {
  accessKey: string;
  createdAt: string;
  /** Null: in force, while the user is active. */
  revokedAt: string | null;
}

const place = /^([\d:.TZ-]{27}),(u\$r\d{1,9}\.[0-9a-f]{24})$/;

/** A user's keys, the newest first, without any secret. */
export async function listKeysOfUser(
  database: Database,
  reader: Reader,
  { name, after, limit }: { name: UserName } & PageAsk,
): Promise<Page<UserKey>> {
  refuseUnlessAdministrator(reader, 'Listing access keys');
  const [createdAt, accessKey] = readCursor(after, place) ?? [];
  readOptionalMoment(createdAt, 'after');
  const { orgId } = reader;
  const [users, rows] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read(sql`select from org_user u where u.org_id = ${orgId} and ${isNamed(name)}`),
      tx.read<UserKey>(sql`select k.access_key as "accessKey", k.created_at as "createdAt",
          k.revoked_at as "revokedAt"
        from access_key k join org_user u using (org_id, user_id)
        where k.org_id = ${orgId} and ${isNamed(name)} ${
          createdAt === undefined
            ? empty
            : sql`and (k.created_at, k.access_key) < (${createdAt}::timestamptz, ${accessKey}::text)`
        }
        order by k.created_at desc, k.access_key desc limit ${limit + 1}`),
    ]),
  );
  if (users.length === 0) throw new Refusal('user-not-found');
  return toPage(rows, limit, (last) => `${last.createdAt},${last.accessKey}`);
}
