import { Refusal } from '../../contract/refusal.ts';
import { foldEmail } from '../../contract/rules/email-rules.ts';
import { notFound } from '../../contract/rules/not-found.ts';
import { largestId } from '../../contract/words/limits.ts';
import type { Transaction } from '../../database/transaction.ts';
import { describeUserName, type UserName } from './user-name.ts';
import { tellInactive } from './user-reference.ts';
import { lockUsers, type NamedUsers, type UserForChange } from './user-store.ts';

/** The active user of this name, locked against leaving until the transaction ends. */
export async function lockActiveUser(
  tx: Transaction,
  orgId: number,
  name: UserName | { email: string },
): Promise<UserForChange> {
  const [user] = await lockUsers(tx, orgId, toNamed(name));
  if (!user) throw notFound('user', describeUserName(name), { sight: 'everything' });
  if (user.isActive) return user;
  throw new Refusal('user-inactive', { message: `${user.name} ${tellInactive(user)}. Name an active user.` });
}

function toNamed(name: UserName | { email: string }): NamedUsers {
  if ('guid' in name) return { guids: [name.guid] };
  if ('email' in name) return { emailKeys: [foldEmail(name.email)] };
  return { userIds: name.userId <= largestId ? [name.userId] : [] };
}
