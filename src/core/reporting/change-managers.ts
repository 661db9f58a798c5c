import { judgeManagers, type ManagerOutcome, type ManagerRow } from '../../contract/rules/tree-rules.ts';
import { momentAfter, readMoment } from '../../database/moment.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { RowResult } from '../requests/request-rules.ts';
import { loadNames, type UserForChange } from '../users/user-store.ts';
import { loadLinesAbove, saveManagers } from './reporting-store.ts';
import { describeRefusal } from './row-refusals.ts';

/** A row that failed or was skipped before the tree was looked at, or one to be judged with the others. */
export type ManagerStep = { settled: RowResult } | { row: ManagerRow };

interface ManagerAsks {
  steps: readonly ManagerStep[];
  /** Everyone a row names; locked, where the change is to be written. */
  people: readonly UserForChange[];
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
  { steps, people }: ManagerAsks,
): Promise<JudgedManagers> {
  const rows = steps.flatMap((step) => ('row' in step ? [step.row] : []));
  const named = [...new Set(rows.flatMap(({ userId, managerId }) => [userId, managerId ?? userId]))];
  const [lines, now] = await Promise.all([loadLinesAbove(tx, orgId, named), readMoment(tx)]);
  const outcomes = judgeManagers(rows, new Map(lines.map((line) => [line.userId, line.managerId])));

  const changed = rows.filter((_row, place) => outcomes[place]?.outcome === 'changed');
  const changing = new Set(changed.map((row) => row.userId));
  const ending = lines.filter((line) => changing.has(line.userId)).map((line) => line.fromAt);
  const at = await momentAfter(tx, now, ending);

  const names = await nameEveryone(tx, orgId, { people, outcomes });
  const judged = rows.map((row, place) => toResult(row, outcomes[place], names)).values();
  const results = steps.map((step) => ('settled' in step ? step.settled : takeNext(judged)));
  return { results, changed, at };
}

/** A cycle may lead through people whom no row names. */
async function nameEveryone(
  tx: Transaction,
  orgId: number,
  { people, outcomes }: { people: readonly UserForChange[]; outcomes: readonly ManagerOutcome[] },
): Promise<Map<number, string>> {
  const names = new Map(people.map((user) => [user.userId, user.name]));
  const onPaths = new Set(outcomes.flatMap((outcome) => ('path' in outcome ? outcome.path : [])));
  const unnamed = [...onPaths].filter((userId) => !names.has(userId));
  if (unnamed.length === 0) return names;
  return new Map([...names, ...(await loadNames(tx, orgId, unnamed))]);
}

function toResult(
  row: ManagerRow,
  outcome: ManagerOutcome | undefined,
  names: ReadonlyMap<number, string>,
): RowResult {
  if (!outcome) throw new Error('Managers were not judged row for row.');
  if (outcome.outcome !== 'failed') return { outcome: outcome.outcome };
  return { outcome: 'failed', detail: describeRefusal(row.userId, outcome, names) };
}

function takeNext(results: Iterator<RowResult, undefined>): RowResult {
  const { value } = results.next();
  if (!value) throw new Error('Managers were not judged row for row.');
  return value;
}
