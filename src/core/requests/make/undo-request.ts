import { Refusal } from '../../../contract/refusal.ts';
import { refuseDoubledIn } from '../../../contract/rules/doubled-rules.ts';
import { notFound } from '../../../contract/rules/not-found.ts';
import type { Database } from '../../../database/database.ts';
import { inOrg, type Transaction } from '../../../database/transaction.ts';
import { type Accepted, acceptPlan } from '../../ledger/accept-plan.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import type { RowsToUndo } from '../../ledger/undo-rows-rules.ts';
import { findUndoable, lockUndoPlans } from '../../ledger/undo-store.ts';
import { refuseUnlessUndoable, type Undoable } from '../../ledger/way-rules.ts';
import { refuseDoubledUsers } from '../../users/doubled-users.ts';
import { namesOf, UserDirectory, type UserReference } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import { ensureMayDecide } from '../decide/ensure-may-decide.ts';
import { type Found, findSamePlan } from './find-same-plan.ts';
import { foreseeOrDrop } from './foresee-or-drop.ts';

export interface UndoAsk {
  requestId: number;
  /** All rows that the request changed, unless some are named. */
  rows?: (Omit<RowsToUndo, 'users'> & { users?: readonly UserReference[] | undefined }) | undefined;
  /** Access keys that ended with the accounts that come back come back with them, where their end has not come. */
  revivesKeys?: boolean | undefined;
  options: PlanOptions;
}

/**
 * Makes the undo of a finished request, itself a request that can be undone. Its rows are those that the request
 * changed and no undo has put back, or some of them; each goes back only where it still is as the request left it.
 * A request has one plan of an undo at most: asked for again it is foreseen anew, and another one replaces it.
 * Refuses unknown requests, unfinished ones, imports, those of which nothing is left to undo, and rows that the
 * request did not change.
 */
export async function undoRequest(database: Database, orgId: number, ask: UndoAsk): Promise<Accepted> {
  const { options } = ask;
  const plan = async (tx: Transaction) => {
    lockUndoPlans(tx, ask.requestId);
    await ensureMayDecide(tx, { orgId, ...options.requester }, { requestId: ask.requestId, what: 'Undoing' });
    const found = checkUndoable(ask.requestId, await findUndoable(tx, orgId, ask.requestId));
    if (ask.revivesKeys) refuseWithoutKeys(ask.requestId, found);
    const rows = await findNamed(tx, orgId, { ...ask, found });
    return findSamePlan(tx, orgId, { ...ask, rows, found });
  };
  // The rows of what has ended stay as they are, so nothing is lost without a snapshot, which would not see whom it waited for.
  const accepted = await acceptPlan(database, orgId, options, plan, inOrg);
  if (options.planOnly && !accepted.isRepeat) {
    const { requestId } = accepted;
    await foreseeOrDrop(database, orgId, { requestId, options, whenEmpty: 'There is nothing to take back.' });
  }
  return accepted;
}

/** Rows of leads alone name no user, so there nobody learns who is known here. */
async function findNamed(
  tx: Transaction,
  orgId: number,
  { requestId, rows, found }: UndoAsk & { found: Found },
): Promise<RowsToUndo> {
  const { users, ...others } = rows ?? {};
  refuseDoubledIn(others.leads, 'leads', 'Lead');
  if (others.leads) refuseSubjects(requestId, found, 'leads');
  if (!users) return others;
  refuseSubjects(requestId, found, 'users');
  const directory = new UserDirectory(await findUsers(tx, orgId, namesOf(users)));
  refuseDoubledUsers(directory, users, { field: 'users' });
  return { ...others, users: users.map((user, place) => directory.get(user, `users[${place}]`).userId) };
}

/** An undo of anything but the end of accounts has no key to bring back. */
function refuseWithoutKeys(requestId: number, { subjects, isForth }: Found): void {
  if (subjects === 'parts' && isForth) return;
  throw new Refusal('invalid-input', {
    field: 'reviveKeys',
    message: `Request ${requestId} ended no account, so no access key can come back by its undo. Leave reviveKeys out.`,
  });
}

/** Refuses to look for leads among rows about users, or for users among rows about leads. */
function refuseSubjects(requestId: number, { subjects }: Found, asked: 'leads' | 'users'): void {
  if (subjects === asked || subjects === 'parts') return;
  throw new Refusal('row-not-changed', {
    field: asked,
    message: `The rows of request ${requestId} are about ${subjects}, not about ${asked}. Name the ${subjects} to put back.`,
  });
}

function checkUndoable(requestId: number, found: (Undoable & Pick<Found, 'isForth'>) | undefined): Found {
  if (!found) throw notFound('request', requestId, { sight: 'everything' });
  refuseUnlessUndoable(requestId, found);
  return found;
}
