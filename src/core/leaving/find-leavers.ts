import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { describeLastAdministrators, findLastAdministrators } from '../accounts/last-administrator.ts';
import type { PlanTally } from '../assignments/plan/plan-tally.ts';
import type { PlanOptions } from '../ledger/plan-rules.ts';
import { type Account, findAccounts } from '../users/account-store.ts';
import { refuseDoubledUsers } from '../users/doubled-users.ts';
import { namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';

/** Everyone who leaves by one request, by their id. */
export type Leavers = ReadonlyMap<number, Account>;

/** Who is to leave, and who asks. */
export interface LeaversAsk {
  leavers: readonly UserReference[];
  /** As the caller wrote them: one, or a list. */
  leaversAs: 'user' | 'users';
  options: Pick<PlanOptions, 'requester'>;
}

/** A request by which somebody leaves, as it is planned. */
export interface LeavingPlanning {
  asker: Asker;
  requestId: number;
  leavers: Leavers;
  tally: PlanTally;
}

/** Who leaves, active or not. Refuses unknown users, one named twice, whoever asks, and the last administrators. */
export async function findLeavers(
  tx: Transaction,
  orgId: number,
  { leavers, leaversAs, options }: LeaversAsk,
): Promise<Leavers> {
  const fieldOf = (place: number) => (leaversAs === 'user' ? 'user' : `users[${place}]`);
  const users = new UserDirectory(await findUsers(tx, orgId, namesOf(leavers)));
  refuseDoubledUsers(users, leavers, { field: 'users' });
  const userIds = leavers.map((leaver, place) => users.get(leaver, fieldOf(place)).userId);
  for (const [place, userId] of userIds.entries()) {
    const field = fieldOf(place);
    if (userId === options.requester.userId) throw refuseSelf(field);
  }
  const accounts = await findAccounts(tx, orgId, userIds);
  const last = await findLastAdministrators(tx, orgId, accounts);
  if (last[0]) {
    throw new Refusal('last-administrator', {
      field: fieldOf(userIds.indexOf(last[0].userId)),
      message: describeLastAdministrators(last),
    });
  }
  const byId = new Map(accounts.map((account) => [account.userId, account]));
  return new Map(userIds.flatMap((userId) => byId.get(userId) ?? []).map((each) => [each.userId, each]));
}

function refuseSelf(field: string): Refusal {
  return new Refusal('invalid-input', {
    field,
    message: 'Nobody can offboard themselves or end their own account. Ask another administrator to do it.',
  });
}

/** Refuses a leaver as somebody who receives. */
export function refuseLeaver(userId: number, leavers: Leavers, field: string): void {
  const leaver = leavers.get(userId);
  if (!leaver) return;
  throw new Refusal('invalid-input', {
    field,
    message: `${leaver.name} leaves, so cannot receive anything. Name somebody else.`,
  });
}

/** `Ana Lima`, `Ana Lima and Ben Roth`, or the first few and how many more. */
export function nameLeavers(leavers: Leavers): string {
  const names = [...leavers.values()].map(({ name }) => name);
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return [shown.slice(0, -1).join(', '), shown.at(-1)].filter(Boolean).join(' and ');
}
