import { foldEmail, foldEmailLikeness } from '../../contract/rules/email-rules.ts';
import { foldSearch } from '../../contract/rules/fold-rules.ts';
import type { AccessRole } from '../../contract/words/access-words.ts';
import type { Transaction } from '../../database/transaction.ts';

/** A user who is to be. */
export interface NewUser {
  userId: number;
  /** Null: one is drawn. */
  guid: string | null;
  email: string;
  firstName: string;
  lastName: string;
  agentRole: string;
  accessRole: AccessRole;
  isActive: boolean;
  /** Reports to nobody on purpose. */
  isHead: boolean;
}

export async function findLargestUserId(tx: Transaction, orgId: number): Promise<number> {
  const [row] = await tx.read<{ largest: number }>({
    name: 'find-largest-user-id',
    text: 'select coalesce(max(user_id), 0) as largest from org_user where org_id = $1',
    values: [orgId],
  });
  return row?.largest ?? 0;
}

/**
 * Inserts users, and gives the ids of those that the database would not take beside another user. Where their accounts
 * begin by a request, its undo ends them.
 */
export async function insertUsers(
  tx: Transaction,
  orgId: number,
  users: readonly NewUser[],
  { createdAt = null, requestId = null }: { createdAt?: string | null; requestId?: number | null } = {},
): Promise<Set<number>> {
  const rows = await tx.read<{ userId: number }>({
    name: 'insert-users',
    text: `with inserted as (
        insert into org_user (org_id, user_id, guid, email, first_name, last_name, agent_role, access_role,
          is_active, created_at, email_key, email_likeness, search_key, is_head, switched_by_request)
        select $1, u.user_id, coalesce(u.guid, gen_random_uuid()), u.email, u.first_name, u.last_name,
          u.agent_role, u.access_role, u.is_active, coalesce($10, clock_timestamp()), u.email_key, u.email_likeness,
          u.search_key, u.is_head, $15
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
      requestId,
    ],
  });
  return new Set(rows.map((row) => row.userId));
}
