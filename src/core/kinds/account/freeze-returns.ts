import type { Transaction } from '../../../database/transaction.ts';
import { composePreview } from '../../assignments/plan/compose-preview.ts';
import { PlanTally } from '../../assignments/plan/plan-tally.ts';
import { freezeAccounts } from '../../leaving/plan-accounts.ts';
import type { Frozen, PlanOptions, PlanWarning } from '../../ledger/plan-rules.ts';
import type { RowResult } from '../../ledger/request-rules.ts';
import { loadTeamLines } from '../../reporting/reporting-store.ts';
import { type Account, findAccounts } from '../../users/account-store.ts';
import { refuseDoubledUsers } from '../../users/doubled-users.ts';
import { namesOf, UserDirectory, type UserReference } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';

interface ReturnsAsk {
  requestId: number;
  users: readonly UserReference[];
  options: Pick<PlanOptions, 'requester'>;
}

/** Freezes the return of accounts that ended: of the same people, never of others beside them. */
export async function freezeReturns(
  tx: Transaction,
  orgId: number,
  { requestId, users, options }: ReturnsAsk,
): Promise<Frozen> {
  const directory = new UserDirectory(await findUsers(tx, orgId, namesOf(users)));
  refuseDoubledUsers(directory, users, { field: 'users' });
  const userIds = users.map((user, place) => directory.get(user, `users[${place}]`).userId);
  const found = new Map((await findAccounts(tx, orgId, userIds)).map((each) => [each.userId, each]));
  const accounts = userIds.flatMap((userId) => found.get(userId) ?? []);
  const results = accounts.map(
    ({ isActive }): RowResult => ({ outcome: isActive ? 'unchanged' : 'changed' }),
  );
  const tally = new PlanTally();
  freezeAccounts(tx, orgId, { requestId, tally }, { rows: userIds, results });
  const preview = await composePreview(tx, orgId, options.requester, tally);
  const alone = await warnOfLines(tx, orgId, accounts);
  return {
    kind: 'account',
    spec: { isActive: true, users: accounts.map(({ userId, name }) => ({ userId, name })) },
    total: tally.total,
    preview: { ...preview, warnings: [...alone, ...preview.warnings] },
  };
}

/** A line ended with its account, and nobody knows whether it is still right. */
async function warnOfLines(
  tx: Transaction,
  orgId: number,
  accounts: readonly Account[],
): Promise<PlanWarning[]> {
  const returning = accounts.filter(({ isActive }) => !isActive);
  const lines = await loadTeamLines(
    tx,
    orgId,
    returning.map(({ userId }) => userId),
  );
  return returning
    .filter(({ userId }) => !lines.has(userId))
    .map(({ userId, name }) => ({
      code: 'without-manager',
      message: `${name} will report to nobody. Give them a manager once they are back.`,
      userId,
    }));
}
