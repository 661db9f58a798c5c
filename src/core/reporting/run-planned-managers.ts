import type { Transaction } from '../../database/transaction.ts';
import type { RunChunk, RunningRequest } from '../ledger/chunk-runner.ts';
import type { Chunk } from '../ledger/request-chunk-store.ts';
import type { RowResult } from '../ledger/request-rules.ts';
import type { UserDirectory } from '../users/user-reference.ts';
import { lockUsers } from '../users/user-store.ts';
import { changeManagers, type ManagerStep } from './change-managers.ts';
import { loadLineRequests, lockReporting } from './reporting-store.ts';
import { loadNamed, type ManagerAsk, readManagerAsk, settleRows } from './settle-rows.ts';

/**
 * Runs the frozen rows of a manager request as one tree, judged anew, those that the plan saw fail among them. A line
 * that changed after the plan has drifted.
 */
export const runPlannedManagers: RunChunk = async (tx, orgId, request, chunk) => {
  const { steps, users, ...found } = await settlePlannedManagers(tx, orgId, request, chunk);
  return {
    results: await changeManagers(tx, orgId, { requestId: request.requestId, steps, users }),
    ...found,
  };
};

/** The frozen rows as they are to be judged in the tree. */
export const settlePlannedManagers = async (
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  chunk: Chunk,
) => {
  const asks = chunk.subjects.map((userId, place) => readAsk(chunk, userId, place));
  lockReporting(tx, orgId);
  const users = await loadNamed(asks, (named) => lockUsers(tx, orgId, named));
  const settled = await settleRows(asks, users, { isTeam: request.ending !== null });
  const steps =
    request.onDrift === 'overwrite' ? settled : await skipMoved(tx, orgId, { settled, chunk, users });
  return {
    steps,
    users,
    subjects: asks.map(({ user }) => users.findId(user)),
    receivers: settled.map((step, place) =>
      'row' in step ? (step.row.managerId ?? 0) : (chunk.receivers?.[place] ?? 0),
    ),
  };
};

/** A row that was not as asked for at the plan was kept as it was asked. */
function readAsk({ inputs, receivers }: Chunk, userId: number, place: number): ManagerAsk {
  const asked = readManagerAsk(inputs?.[place]);
  if (asked) return asked;
  const managerId = receivers?.[place] || null;
  return { user: { userId }, manager: managerId === null ? null : { userId: managerId } };
}

async function skipMoved(
  tx: Transaction,
  orgId: number,
  { settled, chunk, users }: { settled: readonly ManagerStep[]; chunk: Chunk; users: UserDirectory },
): Promise<ManagerStep[]> {
  const lines = await loadLineRequests(tx, orgId, chunk.subjects);
  return settled.map((step, place) => {
    const userId = chunk.subjects[place] ?? 0;
    const laterRequest = lines.get(userId) ?? 0;
    const isAsPlanned = userId === 0 || laterRequest === (chunk.revisions?.[place] ?? 0);
    if ('settled' in step || isAsPlanned) return step;
    return { settled: skip(users.find(userId)?.name ?? `user ${userId}`, laterRequest) };
  });
}

function skip(name: string, laterRequest: number): RowResult {
  const by = laterRequest === 0 ? '' : ` by request ${laterRequest}`;
  return {
    outcome: 'skipped',
    detail: {
      code: 'line-moved',
      message: `The manager of ${name} was changed after the plan${by}.`,
      laterRequest: laterRequest || null,
    },
  };
}
