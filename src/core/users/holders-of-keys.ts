import { foldEmail, foldEmailLikeness } from '../../contract/rules/email-rules.ts';
import type { Transaction } from '../../database/transaction.ts';

/** A user who has one of the keys that somebody wants. */
export interface HolderOfKey {
  userId: number;
  guid: string;
  email: string;
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
    text: `select user_id as "userId", guid, email, email_key as "emailKey", email_likeness as "emailLikeness"
      from org_user u join (
        select user_id from org_user where org_id = $1 and user_id = any($2::integer[])
        union select user_id from org_user where org_id = $1 and guid = any($3::uuid[])
        union select user_id from org_user where org_id = $1 and email_key = any($4::text[])
        union select user_id from org_user where org_id = $1 and email_likeness = any($5::text[])) h using (user_id)
      where u.org_id = $1`,
    values: [orgId, keys.userIds, keys.guids, keys.emailKeys, keys.emailLikenesses],
  });
}

/** Who has one of these addresses, or one that reads like it. */
export async function findHoldersOfAddresses(
  tx: Transaction,
  orgId: number,
  emails: readonly string[],
): Promise<HolderOfKey[]> {
  return findHoldersOfKeys(tx, orgId, {
    userIds: [],
    guids: [],
    emailKeys: emails.map(foldEmail),
    emailLikenesses: emails.map(foldEmailLikeness),
  });
}
