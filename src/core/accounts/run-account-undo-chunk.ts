import type { SwitchedKeys } from '../../contract/rules/revived-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import { countEndedKeys, endRevivedKeys, reviveKeys } from '../keys/access-key-store.ts';
import type { RunChunk, RunningRequest } from '../ledger/chunk-runner.ts';
import type { RowResult } from '../ledger/request-rules.ts';
import { hasSwitchedAccount, recordKeys } from '../ledger/result-store.ts';
import { tellPutBack } from '../ledger/undo-rows-rules.ts';
import { findUndoable } from '../ledger/undo-store.ts';
import { lockReporting } from '../reporting/reporting-store.ts';
import { endAccess } from '../sessions/end-access.ts';
import { type Account, lockAccounts, switchAccount } from '../users/account-store.ts';
import { listLeftBefore } from '../users/user-store.ts';
import { listSameSwitches } from './account-origin-store.ts';
import { findWhoStays } from './find-who-stays.ts';
import { failLastAdministrators, findLastAdministrators } from './last-administrator.ts';
import { explainLeft, type Left } from './left-rules.ts';
import { listEndingLines } from './list-ending-lines.ts';
import { noteKeySwitch } from './note-key-switch.ts';

/**
 * Brings back accounts that the undone request ended, and the very keys where that is asked for, or ends those it brought back,
 * wherever they still are as it left them, or are so again by undos. They come back before anything returns to them: nobody
 * inactive is given any. They end after everything has left them again, as in the offboarding.
 */
export const runAccountUndoChunk: RunChunk = async (tx, orgId, request, { subjects }) => {
  const undone = request.undoes ?? 0;
  lockReporting(tx, orgId);
  const accounts = await lockAccounts(tx, orgId, subjects);
  const found: Switchable[] = [];
  for (const userId of subjects) {
    const account = accounts.get(userId);
    if (!account) throw new Error(`There is no user ${userId} to bring back.`);
    const same = await listSameSwitches(tx, orgId, { userId, undone });
    found.push({ account, same, isAsLeft: account.switchedBy !== null && same.includes(account.switchedBy) });
  }
  const switched = found.flatMap(({ account, isAsLeft }) => (isAsLeft ? [account] : []));
  const last = await findLastAdministrators(tx, orgId, switched);
  if (last.length > 0) return failLastAdministrators(subjects.length, last);
  const ending = switched.flatMap(({ userId, isActive }) => (isActive ? [userId] : []));
  const left =
    request.ending === 'wait' ? await findLeftOf(tx, orgId, { request, found, ending }) : new Map();
  const results: RowResult[] = [];
  const keys: SwitchedKeys = { revived: 0, stayEnded: 0, wasAsked: request.revivesKeys };
  for (const each of found) {
    const {
      revived = 0,
      stayEnded = 0,
      ...result
    } = await switchBack(tx, orgId, {
      ...each,
      request,
      undone,
      left: left.get(each.account.userId),
    });
    results.push(result);
    keys.revived += revived;
    keys.stayEnded += stayEnded;
    if (result.outcome === 'failed' && request.onFailure === 'stop') break;
  }
  const revisions = found.map(({ account, isAsLeft }, place) =>
    isAsLeft && results[place]?.outcome === 'changed' ? (account.switchedBy ?? 0) : null,
  );
  const waits = results.some(({ detail }) => detail?.code === 'something-left');
  if (keys.revived + keys.stayEnded === 0) return { results, revisions, endsRequest: waits };
  recordKeys(tx, orgId, request.requestId, keys);
  return { results, revisions, endsRequest: waits, keys };
};

/** Whoever stays as they are keeps their line, too. */
async function findLeftOf(
  tx: Transaction,
  orgId: number,
  { request, found, ending }: { request: RunningRequest; found: readonly Switchable[]; ending: number[] },
): Promise<Map<number, Left>> {
  const lines = await listEndingLines(tx, orgId, request);
  for (const { account, isAsLeft } of found) if (account.isActive && !isAsLeft) lines.delete(account.userId);
  return findWhoStays(tx, orgId, {
    userIds: ending,
    order: ending,
    lines,
    waits: true,
    stops: request.onFailure === 'stop',
    planned: request.isTrial ? request.requestId : undefined,
  });
}

/** An account, the requests that left it as the undone one did, and whether the last to switch it is one of them. */
interface Switchable {
  account: Account;
  same: readonly number[];
  isAsLeft: boolean;
}

interface Switching extends Switchable {
  request: RunningRequest;
  undone: number;
  left: Left | undefined;
}

async function switchBack(
  tx: Transaction,
  orgId: number,
  { account, same, isAsLeft, request, undone, left }: Switching,
): Promise<RowResult & Partial<SwitchedKeys>> {
  const { userId, isActive } = account;
  if (left) return { outcome: 'failed', detail: explainLeft(account, left) };
  const { requestId } = request;
  const { hasSwitched, ...keys } = await switchKeys(tx, orgId, { account, same, isAsLeft, request, undone });
  if (isAsLeft && isActive) await endAccess(tx, orgId, userId);
  if (isAsLeft) switchAccount(tx, orgId, { userId, isActive: !isActive, requestId });
  if (isAsLeft) return { outcome: 'changed', ...keys };
  const untouched = await explainUntouched(tx, orgId, undone, account);
  if (!hasSwitched) return { ...untouched, ...keys };
  return {
    outcome: 'changed',
    detail: untouched.outcome === 'skipped' ? untouched.detail : undefined,
    ...keys,
  };
}

/** Keys that came back end again with their account; those that ended with it come back where that was asked for. */
async function switchKeys(
  tx: Transaction,
  orgId: number,
  { account: { userId, isActive }, same, isAsLeft, request, undone }: Omit<Switching, 'left'>,
): Promise<{ hasSwitched: boolean; revived: number; stayEnded: number }> {
  const keys = { userId, undone, same, requestId: request.requestId };
  const mayReturn = isAsLeft !== isActive || (await hadLeftBefore(tx, orgId, { userId, undone }));
  const ended = await endRevivedKeys(tx, orgId, keys);
  noteKeySwitch(tx, orgId, request, { what: 'key-revoked', about: userId, keys: ended });
  const revived = mayReturn && request.revivesKeys ? await reviveKeys(tx, orgId, keys) : [];
  noteKeySwitch(tx, orgId, request, { what: 'key-revived', about: userId, keys: revived });
  const stayEnded = mayReturn ? await countEndedKeys(tx, orgId, keys) : 0;
  return { hasSwitched: ended.length + revived.length > 0, revived: revived.length, stayEnded };
}

async function hadLeftBefore(
  tx: Transaction,
  orgId: number,
  { userId, undone }: { userId: number; undone: number },
): Promise<boolean> {
  return (await listLeftBefore(tx, orgId, { userIds: [userId], requestId: undone })).has(userId);
}

/** The undo of the same request that left the account as it is. */
async function findPutBack(
  tx: Transaction,
  orgId: number,
  { undone, account: { userId, switchedBy } }: { undone: number; account: Account },
): Promise<number | undefined> {
  if (switchedBy === null) return undefined;
  for (const undo of (await findUndoable(tx, orgId, undone))?.undoneBy ?? []) {
    const same = await listSameSwitches(tx, orgId, { userId, undone: undo });
    if (same.includes(switchedBy)) return undo;
  }
  return undefined;
}

async function explainUntouched(
  tx: Transaction,
  orgId: number,
  undone: number,
  account: Account,
): Promise<RowResult> {
  const { userId, name, switchedBy } = account;
  const putBackBy = await findPutBack(tx, orgId, { undone, account });
  if (putBackBy !== undefined) return tellPutBack(putBackBy);
  if (!(await hasSwitchedAccount(tx, orgId, { requestId: undone, userId }))) return { outcome: 'unchanged' };
  const by = switchedBy === null ? 'It was changed since' : `Request ${switchedBy} changed it since`;
  const code = 'later-change';
  const message = `${by}, so the account of ${name} was left as it is.`;
  const left = {
    role: 'account',
    code,
    message,
    ...(switchedBy ? { laterRequestId: switchedBy } : {}),
  } as const;
  return { outcome: 'skipped', detail: { code, message, laterRequest: switchedBy, leftAlone: [left] } };
}
