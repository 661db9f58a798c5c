import { orRefusal, Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { FrozenRows } from '../requests/plan-rules.ts';
import { insertPlannedChunk } from '../requests/plan-store.ts';
import { collectDetails, countOutcomes, encodeOutcomes, failBy } from '../requests/request-rules.ts';
import { namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { judgeManagerSteps, type ManagerStep } from './change-managers.ts';
import { loadCurrentLines } from './reporting-store.ts';

/** A row of a manager request: who is to report to whom; null: to nobody. */
export interface ManagerRowAsk {
  user: UserReference;
  manager: UserReference | null;
  key?: string | undefined;
}

/** Freezes the rows of a manager request as one tree, each with the line that its user has now. */
export async function freezeManagers(
  tx: Transaction,
  orgId: number,
  requestId: number,
  asks: readonly ManagerRowAsk[],
): Promise<FrozenRows> {
  const references = asks.flatMap(({ user, manager }) => (manager ? [user, manager] : [user]));
  const people = await findUsers(tx, orgId, namesOf(references));
  const users = new UserDirectory(people);
  const steps = asks.map((ask) => toStep(ask, users));
  const { results } = await judgeManagerSteps(tx, orgId, { steps, people });
  const subjects = asks.map(({ user }) => findUserId(user, users));
  insertPlannedChunk(tx, orgId, requestId, {
    chunkNo: 1,
    part: 'users',
    subjects,
    revisions: await readLines(tx, orgId, subjects),
    receivers: steps.map((step) => ('row' in step ? (step.row.managerId ?? 0) : 0)),
    inputs: steps.map((step, place) => ('row' in step ? null : (asks[place] ?? null))),
    planned: encodeOutcomes(results),
    whys: null,
    keys: asks.some((ask) => ask.key !== undefined) ? asks.map((ask) => ask.key ?? null) : null,
    details: collectDetails(results),
  });
  const { total, ...counts } = countOutcomes(results);
  return {
    total,
    preview: { ...counts, books: [], usersTouched: counts.changed, warnings: warn(counts.failed) },
  };
}

function toStep({ user, manager }: ManagerRowAsk, users: UserDirectory): ManagerStep {
  const row = orRefusal(() => {
    const { userId } = users.getActive(user, 'user');
    return { userId, managerId: manager && getManager(manager, users) };
  });
  return row instanceof Refusal ? { settled: failBy(row) } : { row };
}

/** 0 where the row names nobody known, or two at once. */
function findUserId(user: UserReference, users: UserDirectory): number {
  const found = orRefusal(() => users.get(user, 'user'));
  return found instanceof Refusal ? 0 : found.userId;
}

function getManager(manager: UserReference, users: UserDirectory): number {
  const found = orRefusal(() => users.getActive(manager, 'manager'));
  if (!(found instanceof Refusal)) return found.userId;
  if (found.code === 'user-mismatch') throw found;
  const code = found.code === 'user-inactive' ? 'manager-inactive' : 'manager-not-found';
  throw new Refusal(code, { field: 'manager', message: found.message });
}

/** The request that each user's line comes from; 0 where they have none. */
async function readLines(tx: Transaction, orgId: number, userIds: readonly number[]): Promise<number[]> {
  const lines = await loadCurrentLines(tx, orgId, userIds);
  return userIds.map((userId) => lines.get(userId) ?? 0);
}

function warn(failed: number) {
  return failed === 0
    ? []
    : [
        {
          code: 'rows-will-fail' as const,
          message:
            failed === 1
              ? '1 row will fail; it says why.'
              : `${failed.toLocaleString('en')} rows will fail; each says why.`,
        },
      ];
}
