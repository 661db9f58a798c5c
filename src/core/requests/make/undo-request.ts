import { createHash } from 'node:crypto';
import { Refusal } from '../../../contract/refusal.ts';
import { refuseDoubledIn } from '../../../contract/rules/doubled-rules.ts';
import { notFound } from '../../../contract/rules/not-found.ts';
import type { Database } from '../../../database/database.ts';
import { inOrg, type Transaction } from '../../../database/transaction.ts';
import { type Accepted, acceptPlan } from '../../ledger/accept-plan.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import { insertPlanned } from '../../ledger/plan-store.ts';
import { type Subjects, takeRequestIds } from '../../ledger/request-store.ts';
import { recordResult } from '../../ledger/result-store.ts';
import type { RowsToUndo } from '../../ledger/undo-rows-rules.ts';
import {
  discardPlan,
  dropUnforeseen,
  findUndoable,
  findUndoPlan,
  hasAccountRow,
  lockUndoPlans,
  noteAsk,
} from '../../ledger/undo-store.ts';
import { refuseUnlessUndoable, type Undoable } from '../../ledger/way-rules.ts';
import { forgetDone } from '../../repeats/keyed-call-store.ts';
import { refuseDoubledUsers } from '../../users/doubled-users.ts';
import { namesOf, UserDirectory, type UserReference } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import { ensureMayDecide } from '../decide/ensure-may-decide.ts';
import { foreseeByTrial } from '../run/foresee-by-trial.ts';
import { freezeUndoRows } from './freeze-undo-rows.ts';

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
  if (options.planOnly && !accepted.isRepeat) await foresee(database, orgId, accepted.requestId, options);
  return accepted;
}

/** A plan of which nothing can be foreseen, since something held up its trial, is none: whoever asks again gets another. */
async function foresee(
  database: Database,
  orgId: number,
  requestId: number,
  options: PlanOptions,
): Promise<void> {
  const { requester: asker, onFailure } = options;
  try {
    await foreseeByTrial(database, orgId, { requestId, asker, onFailure });
  } catch (error) {
    await inOrg(database, orgId, async (tx) => {
      dropUnforeseen(tx, orgId, requestId);
      forgetDone(tx, orgId, options);
    });
    throw error;
  }
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

interface Undoing extends Omit<UndoAsk, 'rows'> {
  rows: RowsToUndo;
  found: Found;
}

/**
 * The plan that waits already, where a plan was asked for alike and nothing was put back since; else a new undo, to which
 * the plan gives way: what it foresaw would not be what it does.
 */
async function findSamePlan(tx: Transaction, orgId: number, undoing: Undoing): Promise<number> {
  const { requestId, options } = undoing;
  const askHash = hashOf(undoing);
  const waiting = await findUndoPlan(tx, orgId, requestId);
  if (options.planOnly && waiting?.askHash.equals(askHash)) return waiting.requestId;
  if (waiting) discardPlan(tx, orgId, waiting.requestId);
  const undoId = await planUndo(tx, orgId, undoing);
  if (waiting) recordResult(tx, orgId, waiting.requestId, { replacedBy: undoId });
  if (options.planOnly) noteAsk(tx, orgId, undoId, askHash);
  return undoId;
}

async function planUndo(
  tx: Transaction,
  orgId: number,
  { requestId, rows, found, revivesKeys, options }: Undoing,
): Promise<number> {
  const [undoId = 0] = await takeRequestIds(tx, 1);
  const total = await freezeUndoRows(tx, orgId, { requestId, undoId, rows, found });
  if (!found.isForth) await refuseOwnAccount(tx, orgId, { undoId, userId: options.requester.userId });
  const { leads, users, ...others } = rows;
  insertPlanned(tx, orgId, {
    requestId: undoId,
    kind: 'undo',
    spec: {
      subjects: found.subjects,
      leads: leads?.length,
      users: users?.length,
      ...others,
      ...(revivesKeys ? { reviveKeys: true } : {}),
    },
    total,
    undoes: requestId,
    retries: null,
    preview: null,
    options,
  });
  return undoId;
}

/** Nobody ends their own account, be it again. */
async function refuseOwnAccount(
  tx: Transaction,
  orgId: number,
  { undoId, userId }: { undoId: number; userId: number | null },
): Promise<void> {
  if (userId === null || !(await hasAccountRow(tx, orgId, { requestId: undoId, userId }))) return;
  throw new Refusal('invalid-input', {
    message:
      'This undo would end your own account again. Leave yourself out, or ask another administrator to do it.',
  });
}

/** What an administrator plans every administrator may run: whoever asks alike shares the plan. */
function hashOf({ rows, found, revivesKeys, options }: Undoing): Buffer {
  const { requester, reason, runAt, onFailure, onDrift } = options;
  const asker =
    requester.userId === null || requester.accessRole === 'administrator' ? 'all' : requester.userId;
  const inOrder = (ids: readonly number[] | undefined) => ids && [...new Set(ids)].sort((a, b) => a - b);
  const chosen = [
    inOrder(rows.leads),
    inOrder(rows.users),
    rows.outcome,
    inOrder(rows.exceptLeads),
    inOrder(rows.exceptUsers),
  ];
  const asked = [
    asker,
    chosen,
    reason,
    runAt,
    onFailure,
    onDrift,
    found.putBack,
    found.undoneBy,
    revivesKeys,
  ];
  return createHash('sha256').update(JSON.stringify(asked)).digest();
}

type Found = Undoable & { subjects: Subjects; isForth: boolean };

function checkUndoable(requestId: number, found: (Undoable & Pick<Found, 'isForth'>) | undefined): Found {
  if (!found) throw notFound('request', requestId, { sight: 'everything' });
  refuseUnlessUndoable(requestId, found);
  return found;
}
