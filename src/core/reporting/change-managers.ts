import { judgeInSteps, type ManagerOutcome, type ManagerRow } from '../../contract/rules/tree-rules.ts';
import { momentAfter, readMoment } from '../../database/moment.ts';
import { finishInTurns, mapInTurns } from '../../database/take-turns.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { RowResult } from '../ledger/request-rules.ts';
import type { UserDirectory } from '../users/user-reference.ts';
import { loadNames } from '../users/user-store.ts';
import { loadLinesAbove, saveManagers } from './reporting-store.ts';
import { describeRefusal, type NameOf } from './row-refusals.ts';

/** A row that failed or was skipped before the tree was looked at, or one to be judged with the others. */
export type ManagerStep = { settled: RowResult } | { row: ManagerRow };

interface ManagerAsks {
  steps: readonly ManagerStep[];
  /** Everyone a row names; locked, where the change is to be written. */
  users: UserDirectory;
}

/** What the rows come to, and what writing them needs. */
interface JudgedManagers {
  results: RowResult[];
  changed: ManagerRow[];
  /** A moment at which every line that ends can end. */
  at: string;
}

/** Judges rows as one tree and writes what differs. Reporting must be locked, and then everyone named. */
export async function changeManagers(
  tx: Transaction,
  orgId: number,
  { requestId, ...asks }: ManagerAsks & { requestId: number },
): Promise<RowResult[]> {
  const { results, changed, at } = await judgeManagerSteps(tx, orgId, asks);
  saveManagers(tx, orgId, { requestId, at, rows: changed });
  return results;
}

/** Judges rows as one tree, and writes nothing. */
export async function judgeManagerSteps(
  tx: Transaction,
  orgId: number,
  { steps, users }: ManagerAsks,
): Promise<JudgedManagers> {
  const rows = steps.flatMap((step) => ('row' in step ? [step.row] : []));
  const named = [...new Set(rows.flatMap(({ userId, managerId }) => [userId, managerId ?? userId]))];
  const [lines, now] = await Promise.all([loadLinesAbove(tx, orgId, named), readMoment(tx)]);
  const managerOf = new Map(lines.map((line) => [line.userId, line.managerId]));
  const outcomes = await finishInTurns(judgeInSteps(rows, managerOf));

  const changed = rows.filter((_row, place) => outcomes[place]?.outcome === 'changed');
  const changing = new Set(changed.map((row) => row.userId));
  const ending = lines.filter((line) => changing.has(line.userId)).map((line) => line.fromAt);
  const at = await momentAfter(tx, now, ending);

  const nameOf = await nameEveryone(tx, orgId, { users, outcomes });
  const judged = (await mapInTurns(rows, (row, place) => toResult(row, outcomes[place], nameOf))).values();
  const results = steps.map((step) => ('settled' in step ? step.settled : takeNext(judged)));
  return { results, changed, at };
}

/** A cycle may lead through people whom no row names. */
async function nameEveryone(
  tx: Transaction,
  orgId: number,
  { users, outcomes }: { users: UserDirectory; outcomes: readonly ManagerOutcome[] },
): Promise<NameOf> {
  const unnamed = new Set<number>();
  await mapInTurns(outcomes, (outcome) => {
    if (!('path' in outcome)) return;
    for (const userId of outcome.path) if (!users.find(userId)) unnamed.add(userId);
  });
  const others = unnamed.size === 0 ? new Map() : await loadNames(tx, orgId, [...unnamed]);
  return (userId) => users.find(userId)?.name ?? others.get(userId) ?? `user ${userId}`;
}

function toResult(row: ManagerRow, outcome: ManagerOutcome | undefined, nameOf: NameOf): RowResult {
  if (!outcome) throw new Error('Managers were not judged row for row.');
  if (outcome.outcome !== 'failed') return { outcome: outcome.outcome };
  return { outcome: 'failed', detail: describeRefusal(row.userId, outcome, nameOf) };
}

function takeNext(results: Iterator<RowResult, undefined>): RowResult {
  const { value } = results.next();
  if (!value) throw new Error('Managers were not judged row for row.');
  return value;
}
