import { foldEmail, foldEmailLikeness } from '../../../contract/rules/email-rules.ts';
import { foldSearch } from '../../../contract/rules/fold-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { noteSpellings } from '../../spellings/spelling-store.ts';
import type { UserEntry } from './import-user-rules.ts';

export type NewUser = Omit<UserEntry, 'userId' | 'managerEmail'> & { userId: number };

/** A user who has one of the keys that new users want. */
export interface HolderOfKey {
  userId: number;
  guid: string;
  /** Null: the address names somebody else alone. */
  emailKey: string | null;
  emailLikeness: string;
}

export async function findHoldersOfKeys(
  tx: Transaction,
  orgId: number,
  keys: {
    userIds: readonly number[];
    guids: readonly string[];
    emailKeys: readonly string[];
    emailLikenesses: readonly string[];
  },
): Promise<HolderOfKey[]> {
  return tx.read<HolderOfKey>({
    name: 'find-holders-of-keys',
    text: `select user_id as "userId", guid, email_key as "emailKey", email_likeness as "emailLikeness"
      from org_user u join (
        select user_id from org_user where org_id = $1 and user_id = any($2::integer[])
        union select user_id from org_user where org_id = $1 and guid = any($3::uuid[])
        union select user_id from org_user where org_id = $1 and email_key = any($4::text[])
        union select user_id from org_user where org_id = $1 and email_likeness = any($5::text[])) h using (user_id)
      where u.org_id = $1`,
    values: [orgId, keys.userIds, keys.guids, keys.emailKeys, keys.emailLikenesses],
  });
}

export async function findLargestUserId(tx: Transaction, orgId: number): Promise<number> {
  const [row] = await tx.read<{ largest: number }>({
    name: 'find-largest-user-id',
    text: 'select coalesce(max(user_id), 0) as largest from org_user where org_id = $1',
    values: [orgId],
  });
  return row?.largest ?? 0;
}

/** Inserts users, and gives the ids of those that the database would not take beside another user. */
export async function insertUsers(
  tx: Transaction,
  orgId: number,
  users: readonly NewUser[],
  createdAt: string | null = null,
): Promise<Set<number>> {
  noteSpellings(
    tx,
    orgId,
    'role',
    users.map((user) => user.agentRole),
  );
  const rows = await tx.read<{ userId: number }>({
    name: 'insert-users',
    text: `with inserted as (
        insert into org_user (org_id, user_id, guid, email, first_name, last_name, agent_role, access_role,
          is_active, created_at, email_key, email_likeness, search_key, is_head)
        select $1, u.user_id, coalesce(u.guid, gen_random_uuid()), u.email, u.first_name, u.last_name,
          u.agent_role, u.access_role, u.is_active, coalesce($10, clock_timestamp()), u.email_key, u.email_likeness,
          u.search_key, u.is_head
        from unnest($2::integer[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
          $9::boolean[], $11::text[], $12::text[], $13::text[], $14::boolean[]) u (user_id, guid, email, first_name, last_name,
          agent_role, access_role, is_active, email_key, email_likeness, search_key, is_head)
        on conflict do nothing returning user_id)
      select id as "userId" from unnest($2::integer[]) id except select user_id from inserted`,
    values: [
      orgId,
      users.map((user) => user.userId),
      users.map((user) => user.guid),
      users.map((user) => user.email),
      users.map((user) => user.firstName),
      users.map((user) => user.lastName),
      users.map((user) => user.agentRole),
      users.map((user) => user.accessRole),
      users.map((user) => user.isActive),
      createdAt,
      users.map((user) => foldEmail(user.email)),
      users.map((user) => foldEmailLikeness(user.email)),
      users.map((user) => foldSearch(`${user.firstName} ${user.lastName} ${user.email}`)),
      users.map((user) => user.isHead),
    ],
  });
  return new Set(rows.map((row) => row.userId));
}
