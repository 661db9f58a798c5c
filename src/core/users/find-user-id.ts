import sql from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Transaction } from '../../database/transaction.ts';
import { describeUserName, isNamed, type UserName } from './user-name.ts';

/** The id of the user of this name, active or not. */
export async function findUserId(tx: Transaction, orgId: number, name: UserName): Promise<number> {
  const [user] = await tx.read<{ userId: number }>(
    sql`select u.user_id as "userId" from org_user u where u.org_id = ${orgId} and ${isNamed(name)}`,
  );
  if (!user) throw notFound('user', describeUserName(name), { sight: 'everything' });
  return user.userId;
}
