import type { RunChunk } from '../requests/chunk-runner.ts';
import { lockUsers, type UserForChange } from '../users/user-store.ts';
import type { ManagerAsk } from './accept-manager-change.ts';
import { changeManagers, type ManagerStep } from './change-managers.ts';
import { lockReporting } from './reporting-store.ts';
import {
  failConflictingRows,
  failManagerInactive,
  failManagerNotFound,
  failUserInactive,
  failUserNotFound,
} from './row-refusals.ts';

/** Gives users the managers that the rows ask for, all rows as one tree. */
export const runManagerChunk: RunChunk = async (tx, orgId, { requestId }, { inputs }) => {
  const asks = (inputs ?? []).map(readAsk);
  lockReporting(tx, orgId);
  const guids = new Set(asks.flatMap(({ userGuid, managerGuid }) => [userGuid, managerGuid]));
  const people = await lockUsers(tx, orgId, { guids: [...guids] });
  const known = new Map(people.map((user) => [user.guid, user]));
  const ambiguous = findAmbiguous(asks);
  const steps = asks.map((ask) => toStep(ask, known, ambiguous));
  return {
    results: await changeManagers(tx, orgId, { requestId, steps, people }),
    subjects: asks.map((ask) => known.get(ask.userGuid)?.userId ?? 0),
  };
};

/** GUIDs compare as the database writes them, in lower case. */
function readAsk(input: unknown): ManagerAsk {
  if (typeof input === 'object' && input !== null && 'userGuid' in input && 'managerGuid' in input) {
    return {
      userGuid: String(input.userGuid).toLowerCase(),
      managerGuid: String(input.managerGuid).toLowerCase(),
    };
  }
  throw new Error('A row of a manager change must name a user and a manager.');
}

/** Users given two managers. Nobody can tell which was meant, not even where one of them does not exist. */
function findAmbiguous(asks: readonly ManagerAsk[]): Set<string> {
  const asked = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const { userGuid, managerGuid } of asks) {
    if ((asked.get(userGuid) ?? managerGuid) !== managerGuid) ambiguous.add(userGuid);
    asked.set(userGuid, managerGuid);
  }
  return ambiguous;
}

function toStep(
  { userGuid, managerGuid }: ManagerAsk,
  known: ReadonlyMap<string, UserForChange>,
  ambiguous: ReadonlySet<string>,
): ManagerStep {
  const user = known.get(userGuid);
  if (!user) return { settled: failUserNotFound(userGuid) };
  if (!user.isActive) return { settled: failUserInactive(user.name) };
  if (ambiguous.has(userGuid)) return { settled: failConflictingRows(user.name) };
  const manager = known.get(managerGuid);
  if (!manager) return { settled: failManagerNotFound(managerGuid) };
  if (!manager.isActive) return { settled: failManagerInactive(manager.name) };
  return { row: { userId: user.userId, managerId: manager.userId } };
}
