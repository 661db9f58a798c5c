// What several leavers hold together, as if it were of one.

import type { Inventory } from '../../../src/client/client.ts';

type Person = Inventory['user'];

/** What one or several leave behind; `user` is the first of them. */
export interface JoinedInventory extends Inventory {
  leavers: Person[];
}

/** Reports who leave too are none, and the manager is the nearest above who stays. */
export function joinInventories(first: Inventory, others: readonly Inventory[]): JoinedInventory {
  const all = [first, ...others];
  const leavers = all.map(({ user }) => user);
  const ids = new Set(leavers.map(({ userId }) => userId));
  const leadingEachOther = all.filter(({ manager }) => manager && ids.has(manager.userId)).length;
  return {
    ...first,
    leavers,
    manager: findHeir(first, all),
    leads: joinLeads(all),
    reports: {
      count: add(all, 'reports') - leadingEachOther,
      sample: all.flatMap(({ reports }) => reports.sample).filter(({ userId }) => !ids.has(userId)),
    },
    keys: { count: add(all, 'keys'), sample: all.flatMap(({ keys }) => keys.sample) },
    scheduledRequests: joinRequests(all, 'scheduledRequests'),
    ownScheduledRequests: joinRequests(all, 'ownScheduledRequests'),
  };
}

function findHeir(of: Inventory, all: readonly Inventory[]): Person | null {
  const above = all.find(({ user }) => user.userId === of.manager?.userId);
  return above ? findHeir(above, all) : of.manager;
}

function joinLeads(all: readonly Inventory[]): Inventory['leads'] {
  const groups = Map.groupBy(
    all.flatMap(({ leads }) => leads),
    ({ role, standing }) => `${role}, ${standing}`,
  );
  return [...groups.values()].flatMap((held) => {
    const [first] = held;
    if (!first) return [];
    const count = held.reduce((sum, each) => sum + each.count, 0);
    return { ...first, count, sample: held.flatMap(({ sample }) => sample) };
  });
}

function joinRequests(all: readonly Inventory[], name: 'scheduledRequests' | 'ownScheduledRequests') {
  const found = new Map(
    all.flatMap((each) => each[name].sample.map((request) => [request.requestId, request])),
  );
  const told = all.reduce((sum, each) => sum + each[name].sample.length, 0);
  return { count: add(all, name) - told + found.size, sample: [...found.values()] };
}

function add(
  all: readonly Inventory[],
  name: 'reports' | 'keys' | 'scheduledRequests' | 'ownScheduledRequests',
): number {
  return all.reduce((sum, each) => sum + each[name].count, 0);
}
