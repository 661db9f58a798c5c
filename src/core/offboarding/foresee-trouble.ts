import type { Transaction } from '../../database/transaction.ts';
import { countRecentRequests, type RecentRequests } from '../requests/count-recent-requests.ts';
import type { PlanWarning } from '../requests/plan-rules.ts';
import type { Account } from '../users/account-store.ts';
import { listScheduled, type ScheduledRequest } from './list-scheduled.ts';

const mostNamed = 10;

/** What an admin should know of a leaver before they go. */
export async function foreseeTrouble(
  tx: Transaction,
  orgId: number,
  { userId, name }: Account,
): Promise<PlanWarning[]> {
  const [recent, scheduled] = await Promise.all([
    countRecentRequests(tx, orgId, userId),
    listScheduled(tx, { orgId, userId: null }, userId),
  ]);
  return [
    ...(recent.requests > 0 ? [warnOfActivity(name, userId, recent)] : []),
    ...(scheduled.length > 0 ? [warnOfScheduled(name, userId, scheduled)] : []),
  ];
}

function warnOfActivity(name: string, userId: number, { requests, latest }: RecentRequests): PlanWarning {
  const message =
    `${name} made ${countOf(requests)} in the last 30 days, the latest is ${latest}. ` +
    'Make sure that they really leave.';
  return { code: 'leaver-recently-active', message, userId };
}

function warnOfScheduled(name: string, userId: number, scheduled: readonly ScheduledRequest[]): PlanWarning {
  const ids = scheduled.slice(0, mostNamed).map((request) => request.requestId);
  const message =
    `${name} is named by ${countOf(scheduled.length)} that did not begin yet: ${ids.join(', ')}. ` +
    'Cancel them, or plan them anew with somebody else.';
  return { code: 'scheduled-requests', message, userId };
}

function countOf(requests: number): string {
  return requests === 1 ? '1 request' : `${requests} requests`;
}
