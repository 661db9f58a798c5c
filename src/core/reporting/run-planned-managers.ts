import type { RunChunk } from '../requests/chunk-runner.ts';
import type { Chunk } from '../requests/request-chunk-store.ts';
import type { RowResult } from '../requests/request-rules.ts';
import { UserDirectory } from '../users/user-reference.ts';
import { lockUsers } from '../users/user-store.ts';
import { changeManagers, type ManagerStep } from './change-managers.ts';
import type { ManagerRow } from './reporting-rules.ts';
import { loadCurrentLines, lockReporting } from './reporting-store.ts';
import { failManagerInactive, failUserInactive } from './row-refusals.ts';

/** Runs the frozen rows of a manager request as one tree. A line that changed after the plan has drifted. */
export const runPlannedManagers: RunChunk = async (tx, orgId, request, chunk) => {
  lockReporting(tx, orgId);
  const userIds = [...new Set([...chunk.subjects, ...(chunk.receivers ?? [])])].filter((id) => id > 0);
  const people = await lockUsers(tx, orgId, { userIds });
  const lines = await loadCurrentLines(tx, orgId, chunk.subjects);
  const known = { users: new UserDirectory(people), lines, overwrites: request.onDrift === 'overwrite' };
  const steps = chunk.subjects.map((_, place) => toStep(chunk, place, known));
  return { results: await changeManagers(tx, orgId, { requestId: request.requestId, steps, people }) };
};

interface Known {
  users: UserDirectory;
  /** The request that each user's line comes from. */
  lines: ReadonlyMap<number, number>;
  overwrites: boolean;
}

function toStep(
  { subjects, receivers, inputs, revisions, details }: Chunk,
  place: number,
  known: Known,
): ManagerStep {
  const { users, lines, overwrites } = known;
  const userId = subjects[place] ?? 0;
  const managerId = receivers?.[place] || null;
  const detail = details?.[place];
  if (inputs?.[place] && detail) return { settled: { outcome: 'failed', detail } };
  const step = toManagerStep({ userId, managerId }, users);
  const laterRequest = lines.get(userId) ?? 0;
  if ('row' in step && !overwrites && laterRequest !== (revisions?.[place] ?? 0)) {
    return { settled: skip(users.find(userId)?.name ?? `user ${userId}`, laterRequest) };
  }
  return step;
}

/** A row that may be judged, or fails because somebody has left: they get no manager, but may lose theirs. */
export function toManagerStep({ userId, managerId }: ManagerRow, users: UserDirectory): ManagerStep {
  const user = users.find(userId);
  if (!user || (!user.isActive && managerId !== null)) {
    return { settled: failUserInactive(user?.name ?? `user ${userId}`) };
  }
  if (managerId !== null && !users.isActive(managerId)) {
    return { settled: failManagerInactive(users.find(managerId)?.name ?? `user ${managerId}`) };
  }
  return { row: { userId, managerId } };
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
