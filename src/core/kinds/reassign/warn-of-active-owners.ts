import { countOf } from '../../../contract/rules/count-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { type Asker, isWithin } from '../../access/access-rules.ts';
import type { PlanTally } from '../../assignments/plan/plan-tally.ts';
import type { SelectionAsk } from '../../leads/lead-conditions.ts';
import type { PlannedBook, PlanWarning } from '../../ledger/plan-rules.ts';
import { findReach } from '../../reporting/find-reach.ts';
import { UserDirectory } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';

const mostNamed = 10;

type Giving = Pick<PlannedBook, 'userId' | 'gives'>;

interface Selecting {
  asker: Asker;
  selection: SelectionAsk;
  tally: PlanTally;
  /** Who was named to receive. */
  named: readonly number[];
}

/**
 * Who is active and would lose leads to a selection: each by name where it is of what somebody holds, or of what the
 * inactive hold, for it may have been meant for a leaver; else how many, in one sentence, for it may find more than was
 * meant. Leads chosen one by one were looked at, and who receives was named.
 */
export async function warnOfActiveOwners(
  tx: Transaction,
  orgId: number,
  { asker, selection, tally, named }: Selecting,
): Promise<PlanWarning[]> {
  const giving = tally.listGiving();
  if (giving.length === 0) return [];
  const userIds = giving.map(({ userId }) => userId);
  const reach = await findReach(tx, orgId, asker, () => userIds);
  const users = new UserDirectory(await findUsers(tx, orgId, { userIds }));
  const active = giving.filter(({ userId }) => users.isActive(userId) && isWithin(reach, userId));
  if (selection.owner || selection.primaryInactive)
    return active.slice(0, mostNamed).map((each) => warnOfOne(each, users));
  const receivers = new Set(named);
  return warnOfAll(
    active.filter(({ userId }) => !receivers.has(userId)),
    users,
  );
}

function warnOfOne({ userId, gives }: Giving, users: UserDirectory): PlanWarning {
  const message = `${users.describe(userId)} is active and would lose ${countOf(gives, 'lead')}. Make sure that this is meant.`;
  return { code: 'owner-active', message, userId };
}

function warnOfAll(active: readonly Giving[], users: UserDirectory): PlanWarning[] {
  const [first, ...others] = active;
  if (!first) return [];
  if (others.length === 0) return [warnOfOne(first, users)];
  const leads = active.reduce((sum, { gives }) => sum + gives, 0);
  const message = `${active.length.toLocaleString('en')} active people would lose ${countOf(leads, 'lead')} from their books. Make sure that this is meant.`;
  return [{ code: 'owner-active', message }];
}
