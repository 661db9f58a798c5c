import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import { judgeManagerSteps } from '../reporting/change-managers.ts';
import type { ManagerRow } from '../reporting/reporting-rules.ts';
import { loadCurrentLines, loadNeighbours } from '../reporting/reporting-store.ts';
import { settleRows } from '../reporting/settle-rows.ts';
import { insertPlannedChunk } from '../requests/plan-store.ts';
import { collectDetails, encodeOutcomes, type RowResult } from '../requests/request-rules.ts';
import type { Account } from '../users/account-store.ts';
import { namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { type OffboardPlanning, refuseLeaver } from './find-leaver.ts';
import type { ReportsAsk } from './offboarding-ask.ts';
import { decideTeam, type NewManagers } from './offboarding-rules.ts';

const chunkNo = 2;

/** Freezes who leads the direct reports, judged as one tree, and the end of the leaver's own line; counts the reports. */
export async function planTeam(
  tx: Transaction,
  orgId: number,
  { requestId, leaver, tally }: OffboardPlanning,
  ask: ReportsAsk,
): Promise<number> {
  const { reports, managerId } = await loadNeighbours(tx, orgId, leaver.userId);
  const users = new UserDirectory(
    await findUsers(tx, orgId, addIds(namesOf(namedIn(ask)), [...reports, managerId ?? 0])),
  );
  const team = {
    leaverId: leaver.userId,
    managerId,
    heirId: managerId !== null && users.isActive(managerId) ? managerId : null,
    reports: reports.map((userId) => ({ userId, isActive: users.isActive(userId) })),
  };
  const decision = decideTeam(team, readManagers(ask, users, leaver));
  if (decision.outcome !== 'decided') throw refuseTeam(decision, leaver, users);
  if (decision.rows.length > 0) {
    const results = await freezeTeam(tx, orgId, requestId, decision.rows);
    for (const { outcome } of results) tally.note({ outcome, change: undefined, detail: undefined });
  }
  return reports.length;
}

function namedIn(ask: ReportsAsk): UserReference[] {
  if (ask === 'manager') return [];
  return isList(ask) ? ask.flatMap(({ user, manager }) => [user, manager]) : [ask];
}

function isList(ask: Exclude<ReportsAsk, 'manager'>): ask is Extract<ReportsAsk, readonly unknown[]> {
  return Array.isArray(ask);
}

function addIds(named: { userIds: number[]; emails: string[] }, more: readonly number[]) {
  return { ...named, userIds: [...new Set([...named.userIds, ...more])] };
}

function readManagers(ask: ReportsAsk, users: UserDirectory, leaver: Account): NewManagers {
  if (ask === 'manager') return { each: new Map() };
  if (!isList(ask)) return { all: readManager(ask, { users, leaver, field: 'reports.to' }) };
  const each = new Map<number, number>();
  for (const [place, { user, manager }] of ask.entries()) {
    const field = `reports.to[${place}]`;
    const { userId, name } = users.get(user, `${field}.user`);
    if (each.has(userId)) {
      throw new Refusal('conflicting-rows', {
        field: `${field}.user`,
        message: `${name} is named twice among the reports. Name each of them once.`,
      });
    }
    each.set(userId, readManager(manager, { users, leaver, field: `${field}.manager` }));
  }
  return { each };
}

function readManager(
  manager: UserReference,
  { users, leaver, field }: { users: UserDirectory; leaver: Account; field: string },
): number {
  const { userId } = users.getActive(manager, field);
  refuseLeaver(userId, leaver, field);
  return userId;
}

type Undecided = Exclude<ReturnType<typeof decideTeam>, { outcome: 'decided' }>;

function refuseTeam(undecided: Undecided, { name }: Account, users: UserDirectory): Refusal {
  if (undecided.outcome === 'not-a-report') {
    const stranger = users.find(undecided.userId)?.name ?? `User ${undecided.userId}`;
    return new Refusal('invalid-input', {
      field: 'reports.to',
      message: `${stranger} does not report to ${name}. Leave them out.`,
    });
  }
  return new Refusal('member-missing', {
    field: 'reports.to',
    message:
      `${undecided.reports === 1 ? '1 user reports' : `${undecided.reports} users report`} to ${name}, who has ` +
      'no active manager to take over. Name the new manager in reports.to.',
  });
}

/** Freezes rows of the team as one tree; whoever has left since makes a row fail. */
export async function freezeTeam(
  tx: Transaction,
  orgId: number,
  requestId: number,
  rows: readonly ManagerRow[],
): Promise<RowResult[]> {
  const named = new Set(rows.flatMap(({ userId, managerId }) => [userId, managerId ?? userId]));
  const people = await findUsers(tx, orgId, { userIds: [...named] });
  const users = new UserDirectory(people);
  const asks = rows.map(({ userId, managerId }) => ({
    user: { userId },
    manager: managerId === null ? null : { userId: managerId },
  }));
  const steps = settleRows(asks, users);
  const { results } = await judgeManagerSteps(tx, orgId, { steps, people });
  const subjects = rows.map((row) => row.userId);
  const lines = await loadCurrentLines(tx, orgId, subjects);
  insertPlannedChunk(tx, orgId, requestId, {
    chunkNo,
    part: 'users',
    subjects,
    revisions: subjects.map((userId) => lines.get(userId) ?? 0),
    receivers: rows.map((row) => row.managerId ?? 0),
    inputs: null,
    planned: encodeOutcomes(results),
    whys: null,
    keys: null,
    details: collectDetails(results),
  });
  return results;
}
