import { letOthers, mapInTurns } from '../../database/take-turns.ts';
import type { Transaction } from '../../database/transaction.ts';
import { foreseeRows } from '../ledger/foresee-rows.ts';
import type { FrozenRows, PlanWarning } from '../ledger/plan-rules.ts';
import { insertPlannedChunk, keysOf } from '../ledger/plan-store.ts';
import { collectDetails, encodeOutcomes } from '../ledger/request-rules.ts';
import { findUsers } from '../users/user-store.ts';
import { judgeManagerSteps } from './change-managers.ts';
import { loadLineRequests } from './reporting-store.ts';
import { loadNamed, type ManagerAsk, settleRows } from './settle-rows.ts';

/** A row of a manager request. */
export interface ManagerRowAsk extends ManagerAsk {
  key?: string | undefined;
}

/** Freezes the rows of a manager request as one tree, each with the line that its user has now. */
export async function freezeManagers(
  tx: Transaction,
  orgId: number,
  { requestId, chunkNo = 1, asks }: { requestId: number; chunkNo?: number; asks: readonly ManagerRowAsk[] },
): Promise<FrozenRows> {
  const users = await loadNamed(asks, (named) => findUsers(tx, orgId, named));
  const steps = await settleRows(asks, users);
  const { results } = await judgeManagerSteps(tx, orgId, { steps, users });
  const subjects = await mapInTurns(asks, ({ user }) => users.findId(user));
  const revisions = await readLines(tx, orgId, subjects);
  const details = collectDetails(results);
  await letOthers();
  insertPlannedChunk(tx, orgId, requestId, {
    chunkNo,
    part: 'users',
    subjects,
    revisions,
    receivers: steps.map((step) => ('row' in step ? (step.row.managerId ?? 0) : 0)),
    inputs: steps.map((step, place) => ('row' in step ? null : (asks[place] ?? null))),
    planned: encodeOutcomes(results),
    whys: null,
    keys: keysOf(asks),
    details,
  });
  const managersLost = steps.filter(
    (step, place) => 'row' in step && step.row.managerId === null && results[place]?.outcome === 'changed',
  ).length;
  const { total, preview } = foreseeRows(results);
  const warnings = [...warnOfLost(managersLost), ...preview.warnings];
  return { total, preview: { ...preview, managersLost, warnings } };
}

/** The request that last touched each user's line; 0 where none did. */
async function readLines(tx: Transaction, orgId: number, userIds: readonly number[]): Promise<number[]> {
  const lines = await loadLineRequests(tx, orgId, userIds);
  return userIds.map((userId) => lines.get(userId) ?? 0);
}

/** A cell that was left blank by mistake looks like one that was meant. */
function warnOfLost(count: number): PlanWarning[] {
  if (count === 0) return [];
  const who = count === 1 ? '1 person' : `${count.toLocaleString('en')} people`;
  return [{ code: 'managers-lost', message: `${who} will report to nobody, and have a manager now.` }];
}
