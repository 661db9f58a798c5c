import { foldEmail } from '../../../contract/rules/email-rules.ts';
import { judgeManagers, type ManagerOutcome } from '../../../contract/rules/tree-rules.ts';
import { readMoment } from '../../../database/moment.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { ValueProblem } from '../../csv/row-reader.ts';
import { saveManagers } from '../../reporting/reporting-store.ts';
import { tellInactive } from '../../users/user-reference.ts';
import { lockUsers, type UserForChange } from '../../users/user-store.ts';
import type { ImportTarget, LateProblem } from './land-rows.ts';

/** Whom a new user is to report to. */
export interface ManagerWish {
  line: number;
  userId: number;
  managerEmail: string;
}

/**
 * Draws the reporting lines of users who were inserted by this transaction, judged as one tree. Nobody else
 * sees these users yet, so no line of before leads to one: what is above them needs neither lock nor look.
 */
export async function settleManagers(
  tx: Transaction,
  { orgId, requestId }: ImportTarget,
  wishes: readonly ManagerWish[],
): Promise<LateProblem[]> {
  const emailKeys = [...new Set(wishes.map((wish) => foldEmail(wish.managerEmail)))];
  const [managers, at] = await Promise.all([lockUsers(tx, orgId, { emailKeys }), readMoment(tx)]);
  const byEmail = new Map(managers.map((manager) => [manager.emailKey, manager]));
  const found = wishes.map((wish) => ({ wish, manager: byEmail.get(foldEmail(wish.managerEmail)) }));
  const possible = found.flatMap(({ wish, manager }) =>
    manager?.isActive ? { wish, manager, userId: wish.userId, managerId: manager.userId } : [],
  );
  const outcomes = judgeManagers(possible, new Map());
  const drawn = possible.filter((_, place) => outcomes[place]?.outcome === 'changed');
  saveManagers(tx, orgId, { requestId, at, rows: drawn });
  return [
    ...found.flatMap(({ wish, manager }) => describeUnfit(wish, manager)),
    ...possible.flatMap(({ wish }, place) => describeRefusal(wish, outcomes[place])),
  ];
}

function describeUnfit(wish: ManagerWish, manager: UserForChange | undefined): LateProblem[] {
  if (manager?.isActive) return [];
  const why = manager ? tellInactive(manager) : 'is no user of this organisation';
  return [toProblem(wish, manager ? 'manager-inactive' : 'manager-not-found', `${wish.managerEmail} ${why}`)];
}

function describeRefusal(wish: ManagerWish, outcome: ManagerOutcome | undefined): LateProblem[] {
  if (outcome?.outcome !== 'failed') return [];
  if (outcome.code !== 'would-form-cycle')
    return [toProblem(wish, outcome.code, 'nobody is their own manager')];
  const path = outcome.path.slice(0, 10).join(' → ');
  return [toProblem(wish, outcome.code, `${wish.managerEmail} would close the circle of users ${path}`)];
}

function toProblem({ userId, line }: ManagerWish, code: ValueProblem['code'], why: string): LateProblem {
  const reason = `\`manager_email\` cannot be followed: ${why}.`;
  return { subject: userId, line, problem: { code, column: 'manager_email', reason } };
}
