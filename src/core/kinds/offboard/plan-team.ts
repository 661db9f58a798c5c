import { Refusal } from '../../../contract/refusal.ts';
import type { ManagerRow } from '../../../contract/rules/tree-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { type Leavers, type LeavingPlanning, nameLeavers, refuseLeaver } from '../../leaving/find-leavers.ts';
import { insertPlannedChunk } from '../../ledger/plan-store.ts';
import type { RowResult } from '../../ledger/request-rules.ts';
import { judgeManagerSteps } from '../../reporting/change-managers.ts';
import { composeLinesChunk } from '../../reporting/compose-lines-chunk.ts';
import { loadTeamLines } from '../../reporting/reporting-store.ts';
import { settleRows } from '../../reporting/settle-rows.ts';
import { refuseDoubledUsers } from '../../users/doubled-users.ts';
import { namesOf, UserDirectory, type UserReference } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import type { OffboardAsk, TeamAsk } from './offboarding-ask.ts';
import { decideTeam, type NewManagers } from './offboarding-rules.ts';

const chunkNo = 3;

/** Freezes who leads the direct reports, judged as one tree. Gives the leavers' own lines, which end with their accounts. */
export async function planTeam(
  tx: Transaction,
  orgId: number,
  { requestId, leavers, tally }: LeavingPlanning,
  { reports: ask, account }: Pick<OffboardAsk, 'reports' | 'account'>,
): Promise<ManagerRow[]> {
  const managers = await loadTeamLines(tx, orgId, [...leavers.keys()]);
  const people = [...managers].flat();
  const users = new UserDirectory(await findUsers(tx, orgId, addIds(namesOf(namedIn(ask)), people)));
  const isActive = (userId: number) => users.isActive(userId);
  const team = { leaverIds: new Set(leavers.keys()), managers, isActive };
  const decision = decideTeam(team, readManagers(ask, users, leavers));
  if (decision.outcome !== 'decided') throw refuseTeam(decision, leavers, users);
  const before = account === 'end-anyway' ? decision.ownLines : [];
  await freezeTeam(tx, orgId, { requestId, tally }, { rows: decision.reports, before });
  return decision.ownLines;
}

function namedIn(ask: TeamAsk): UserReference[] {
  if (ask === 'manager') return [];
  return isList(ask) ? ask.flatMap(({ user, manager }) => [user, manager]) : [ask];
}

function isList(ask: Exclude<TeamAsk, 'manager'>): ask is Extract<TeamAsk, readonly unknown[]> {
  return Array.isArray(ask);
}

function addIds(named: { userIds: number[]; emailKeys: string[] }, more: readonly number[]) {
  return { ...named, userIds: [...new Set([...named.userIds, ...more])] };
}

function readManagers(ask: TeamAsk, users: UserDirectory, leavers: Leavers): NewManagers {
  if (ask === 'manager') return { each: new Map() };
  if (!isList(ask)) return { all: readManager(ask, { users, leavers, field: 'reports.to' }) };
  const reports = ask.map(({ user }) => user);
  refuseDoubledUsers(users, reports, { field: 'reports.to', at: (place) => `reports.to[${place}].user` });
  const each = new Map<number, number>();
  for (const [place, { user, manager }] of ask.entries()) {
    const field = `reports.to[${place}]`;
    const { userId } = users.get(user, `${field}.user`);
    each.set(userId, readManager(manager, { users, leavers, field: `${field}.manager` }));
  }
  return { each };
}

function readManager(
  manager: UserReference,
  { users, leavers, field }: { users: UserDirectory; leavers: Leavers; field: string },
): number {
  const { userId } = users.getActive(manager, field);
  refuseLeaver(userId, leavers, field);
  return userId;
}

type Undecided = Exclude<ReturnType<typeof decideTeam>, { outcome: 'decided' }>;

function refuseTeam(undecided: Undecided, leavers: Leavers, users: UserDirectory): Refusal {
  if (undecided.outcome === 'not-a-report') {
    const stranger = users.find(undecided.userId)?.name ?? `User ${undecided.userId}`;
    const why = leavers.has(undecided.userId)
      ? `${stranger} leaves too, so needs no manager.`
      : `${stranger} does not report to ${nameLeavers(leavers)}.`;
    return new Refusal('invalid-input', { field: 'reports.to', message: `${why} Leave them out.` });
  }
  const { reports, leaverIds } = undecided;
  const headless = new Map([...leavers].filter(([userId]) => leaverIds.includes(userId)));
  return new Refusal('member-missing', {
    field: 'reports.to',
    message:
      `${reports === 1 ? '1 user reports' : `${reports} users report`} to ${nameLeavers(headless)}, who ` +
      `${headless.size === 1 ? 'has' : 'have'} no active manager to take over. Name the new manager in reports.to.`,
  });
}

/** Freezes rows of the team as one tree, in which the lines `before` are there already; whoever has left since makes a row fail. */
export async function freezeTeam(
  tx: Transaction,
  orgId: number,
  { requestId, tally }: Pick<LeavingPlanning, 'requestId' | 'tally'>,
  { rows, before }: { rows: readonly ManagerRow[]; before: readonly ManagerRow[] },
): Promise<void> {
  if (rows.length === 0) return;
  const results = (await judgeTeam(tx, orgId, [...rows, ...before])).slice(0, rows.length);
  for (const { outcome } of results) tally.note({ outcome, change: undefined, detail: undefined });
  insertPlannedChunk(tx, orgId, requestId, {
    chunkNo,
    ...(await composeLinesChunk(tx, orgId, { rows, results })),
  });
}

async function judgeTeam(tx: Transaction, orgId: number, rows: readonly ManagerRow[]): Promise<RowResult[]> {
  const named = new Set(rows.flatMap(({ userId, managerId }) => [userId, managerId ?? userId]));
  const users = new UserDirectory(await findUsers(tx, orgId, { userIds: [...named] }));
  const asks = rows.map(({ userId, managerId }) => ({
    user: { userId },
    manager: managerId === null ? null : { userId: managerId },
  }));
  const steps = await settleRows(asks, users, { isTeam: true });
  return (await judgeManagerSteps(tx, orgId, { steps, users })).results;
}
