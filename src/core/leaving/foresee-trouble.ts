import type { Transaction } from '../../database/transaction.ts';
import { listOwnScheduled, listScheduled, type ScheduledRequest } from '../holdings/list-scheduled.ts';
import { countRecentRequests, type RecentRequests } from '../ledger/count-recent-requests.ts';
import type { PlanWarning } from '../ledger/plan-rules.ts';
import type { Account } from '../users/account-store.ts';
import type { Leavers } from './find-leavers.ts';

const mostNamed = 10;

/** What an admin should know of leavers before they go. */
export async function foreseeTrouble(
  tx: Transaction,
  orgId: number,
  leavers: Leavers,
): Promise<PlanWarning[]> {
  const warnings: PlanWarning[] = [];
  for (const leaver of leavers.values()) warnings.push(...(await foreseeTroubleOf(tx, orgId, leaver)));
  return warnings;
}

async function foreseeTroubleOf(
  tx: Transaction,
  orgId: number,
  { userId, name }: Account,
): Promise<PlanWarning[]> {
  const [recent, scheduled, own] = await Promise.all([
    countRecentRequests(tx, orgId, userId),
    listScheduled(tx, { orgId, userId: null }, userId),
    listOwnScheduled(tx, { orgId, userId: null }, userId),
  ]);
  return [
    ...(recent.requests > 0 ? [warnOfActivity(name, userId, recent)] : []),
    ...(scheduled.length > 0 ? [warnOfScheduled(name, userId, scheduled)] : []),
    ...(own.length > 0 ? [warnOfOwn(name, userId, own)] : []),
  ];
}

function warnOfActivity(name: string, userId: number, { requests, latest }: RecentRequests): PlanWarning {
  const message =
    `${name} made ${countOf(requests)} in the last 30 days, the latest is ${latest}. ` +
    'Make sure that they really leave.';
  return { code: 'leaver-recently-active', message, userId };
}

function warnOfScheduled(name: string, userId: number, scheduled: readonly ScheduledRequest[]): PlanWarning {
  const message =
    `${name} is named by ${countOf(scheduled.length)} that ${scheduled.length === 1 ? 'waits' : 'wait'} to run: ${spellIds(scheduled)}. ` +
    'Cancel them, or plan them anew with somebody else.';
  return { code: 'scheduled-requests', message, userId };
}

function warnOfOwn(name: string, userId: number, own: readonly ScheduledRequest[]): PlanWarning {
  const message =
    `${name} scheduled ${countOf(own.length)} themselves, which will fail once they have left: ${spellIds(own)}. ` +
    'Cancel them, and ask for what is still wanted anew.';
  return { code: 'own-scheduled-requests', message, userId };
}

function spellIds(scheduled: readonly ScheduledRequest[]): string {
  const ids = scheduled.slice(0, mostNamed).map((request) => request.requestId);
  const more = scheduled.length - ids.length;
  return `${ids.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function countOf(requests: number): string {
  return requests === 1 ? '1 request' : `${requests} requests`;
}
