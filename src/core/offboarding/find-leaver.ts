import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import type { PlanTally } from '../assignments/plan-tally.ts';
import type { PlanOptions } from '../requests/plan-rules.ts';
import { type Account, findAccount } from '../users/account-store.ts';
import { namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { describeLastAdministrator, isLastAdministrator } from './last-administrator.ts';

/** An offboarding that is being planned. */
export interface OffboardPlanning {
  asker: Asker;
  requestId: number;
  leaver: Account;
  tally: PlanTally;
}

/** Who leaves, active or not. Refuses unknown users, whoever asks, and the last administrator. */
export async function findLeaver(
  tx: Transaction,
  orgId: number,
  { leaver, options }: { leaver: UserReference; options: PlanOptions },
): Promise<Account> {
  const users = new UserDirectory(await findUsers(tx, orgId, namesOf([leaver])));
  const { userId } = users.get(leaver, 'user');
  const account = await findAccount(tx, orgId, userId);
  if (!account) throw new Error(`User ${userId} went away.`);
  if (userId === options.requester.userId) {
    throw new Refusal('invalid-input', {
      field: 'user',
      message: 'Nobody can offboard themselves. Ask another administrator to do it.',
    });
  }
  if (await isLastAdministrator(tx, orgId, account)) {
    throw new Refusal('last-administrator', {
      field: 'user',
      message: describeLastAdministrator(account.name),
    });
  }
  return account;
}

/** Refuses the leaver as somebody who receives. */
export function refuseLeaver(userId: number, { userId: leaverId, name }: Account, field: string): void {
  if (userId !== leaverId) return;
  throw new Refusal('invalid-input', {
    field,
    message: `${name} leaves, so cannot receive anything. Name somebody else.`,
  });
}
