import type { Standing } from '../../contract/words/lead-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { countHeld, listHeld } from '../assignments/assignment-store.ts';
import { countLiveKeys } from '../keys/access-key-store.ts';
import { loadNeighbours } from '../reporting/reporting-store.ts';
import { findAccounts } from '../users/account-store.ts';
import { loadNames } from '../users/user-store.ts';
import { listOwnScheduled, listScheduled } from './list-scheduled.ts';

/** Whatever still points at a user who was to leave nothing behind. */
export interface WhatIsLeft {
  /** Nothing is left. */
  clean: boolean;
  isActive: boolean;
  assignments: number;
  reports: number;
  keys: number;
  /** Requests that wait to run and name the user. */
  scheduledRequests: number[];
  /** Requests that wait to run and that the user asked for. */
  ownScheduledRequests: number[];
  /** The first 100 of the assignments. */
  leads: { leadId: number; role: string; standing: Standing }[];
}

const mostLeads = 100;

/** Of several all together, and each by themselves. */
export interface LeftOfSeveral extends WhatIsLeft {
  leavers: (WhatIsLeft & { userId: number; name: string })[];
}

/** Of one leaver what is left of them; of several the same of all, and of each. */
export async function checkLeavers(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<WhatIsLeft | LeftOfSeveral> {
  const names = await loadNames(tx, orgId, userIds);
  const each: LeftOfSeveral['leavers'] = [];
  for (const userId of userIds) {
    const left = await checkLeaver(tx, orgId, userId);
    if (userIds.length === 1) return left;
    each.push({ userId, name: names.get(userId) ?? `User ${userId}`, ...left });
  }
  return { ...addUp(each), leavers: each };
}

function addUp(each: readonly WhatIsLeft[]): WhatIsLeft {
  const sum = (name: 'assignments' | 'reports' | 'keys') => each.reduce((all, left) => all + left[name], 0);
  return {
    clean: each.every(({ clean }) => clean),
    isActive: each.some(({ isActive }) => isActive),
    assignments: sum('assignments'),
    reports: sum('reports'),
    keys: sum('keys'),
    scheduledRequests: [...new Set(each.flatMap((left) => left.scheduledRequests))],
    ownScheduledRequests: each.flatMap((left) => left.ownScheduledRequests),
    leads: each.flatMap(({ leads }) => leads).slice(0, mostLeads),
  };
}

async function checkLeaver(tx: Transaction, orgId: number, userId: number): Promise<WhatIsLeft> {
  const [[account], held, leads, { reports }, keys, scheduled, own] = await Promise.all([
    findAccounts(tx, orgId, [userId]),
    countHeld(tx, orgId, [userId]),
    listHeld(tx, orgId, userId, mostLeads),
    loadNeighbours(tx, orgId, userId),
    countLiveKeys(tx, orgId, userId),
    listScheduled(tx, { orgId, userId: null }, userId),
    listOwnScheduled(tx, { orgId, userId: null }, userId),
  ]);
  const left = {
    isActive: account?.isActive ?? false,
    assignments: held.reduce((sum, way) => sum + way.leads, 0),
    reports: reports.length,
    keys,
    scheduledRequests: scheduled.map((request) => request.requestId),
    ownScheduledRequests: own.map((request) => request.requestId),
  };
  const waiting = scheduled.length + own.length;
  const isEmpty = left.assignments + left.reports + left.keys + waiting === 0;
  return { clean: isEmpty && !left.isActive, ...left, leads };
}
