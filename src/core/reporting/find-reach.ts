import type { Transaction } from '../../database/transaction.ts';
import { type Asker, isAdministrator, type Reach } from '../access/access-rules.ts';
import { loadLinesAbove } from './reporting-store.ts';

/**
 * Which of some people an asker reaches now. It climbs from them instead of walking down a whole team, and asks
 * nothing where everyone is within reach.
 */
export async function findReach(
  tx: Transaction,
  orgId: number,
  asker: Asker,
  listPeople: () => Iterable<number>,
): Promise<Reach> {
  const reachOf = await findReaches(tx, orgId, [asker], listPeople);
  return reachOf(asker);
}

/** The same for several askers, by one query for all of them. */
export async function findReaches(
  tx: Transaction,
  orgId: number,
  askers: readonly Asker[],
  listPeople: () => Iterable<number>,
): Promise<(asker: Asker) => Reach> {
  const managers = new Set(askers.flatMap((asker) => (isManager(asker) ? [asker.userId] : [])));
  const teams = managers.size === 0 ? undefined : await findTeams(tx, orgId, managers, listPeople());
  return (asker) => {
    if (isAdministrator(asker)) return 'everyone';
    return (asker.userId !== null && teams?.get(asker.userId)) || new Set();
  };
}

function isManager(asker: Asker): asker is Asker & { userId: number } {
  return asker.userId !== null && asker.accessRole === 'manager';
}

/** Of each manager, which of the people are they themselves or below them. */
async function findTeams(
  tx: Transaction,
  orgId: number,
  managers: ReadonlySet<number>,
  people: Iterable<number>,
): Promise<Map<number, Set<number>>> {
  const userIds = [...new Set(people)];
  const lines = await loadLinesAbove(tx, orgId, userIds);
  const managerOf = new Map(lines.map((line) => [line.userId, line.managerId]));
  const teams = new Map(Array.from(managers, (managerId) => [managerId, new Set<number>()]));
  for (const userId of userIds) {
    for (const above of climb(userId, managerOf)) teams.get(above)?.add(userId);
  }
  return teams;
}

/** The user and everyone above them. The tree has no cycle, but one made behind Baton's back must not hang it. */
function climb(userId: number, managerOf: ReadonlyMap<number, number>): Set<number> {
  const path = new Set<number>();
  for (let at: number | undefined = userId; at !== undefined && !path.has(at); at = managerOf.get(at)) {
    path.add(at);
  }
  return path;
}
