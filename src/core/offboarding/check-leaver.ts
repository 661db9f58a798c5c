import type { Transaction } from '../../database/transaction.ts';
import { countLiveKeys } from '../access/access-key-store.ts';
import type { Standing } from '../assignments/assignment-rules.ts';
import { countHeld, listHeld } from '../assignments/assignment-store.ts';
import { loadNeighbours } from '../reporting/reporting-store.ts';
import { findAccount } from '../users/account-store.ts';
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

export async function checkLeaver(tx: Transaction, orgId: number, userId: number): Promise<WhatIsLeft> {
  const [account, held, leads, { reports }, keys, scheduled, own] = await Promise.all([
    findAccount(tx, orgId, userId),
    countHeld(tx, orgId, userId),
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
