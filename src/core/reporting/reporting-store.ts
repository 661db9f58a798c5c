import type { ManagerRow } from '../../contract/rules/tree-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { LineRecord } from '../law/manager-undo-rules.ts';
import { settleHeads } from './head-store.ts';

/** A user reports to a manager now. */
interface ReportingLine {
  userId: number;
  managerId: number;
  fromAt: string;
}

const reportingLock = 7_246_852;

/**
 * Waits until no other transaction changes reporting lines of the org. Whoever changes any takes this before
 * every other lock and before reading a line, so that what it judges is the tree as it is.
 */
export function lockReporting(tx: Transaction, orgId: number): void {
  tx.write({
    name: 'lock-reporting',
    text: 'select pg_advisory_xact_lock($1, $2)',
    values: [reportingLock, orgId],
  });
}

/** The lines of these users now, of their managers, and so on up to the top. */
export async function loadLinesAbove(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<ReportingLine[]> {
  return tx.read<ReportingLine>({
    name: 'load-lines-above',
    text: `with recursive line as (
        select user_id, manager_id, from_at from reporting_line
        where org_id = $1 and user_id = any($2::integer[]) and until_at is null
        union
        select above.user_id, above.manager_id, above.from_at
        from line join reporting_line above
          on above.org_id = $1 and above.user_id = line.manager_id and above.until_at is null)
      select user_id as "userId", manager_id as "managerId", from_at as "fromAt" from line`,
    values: [orgId, userIds],
  });
}

/** Every manager each of these users ever had. */
export async function loadLineHistory(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, LineRecord[]>> {
  const rows = await tx.read<LineRecord & { userId: number }>({
    name: 'load-line-history',
    text: `select user_id as "userId", manager_id as "managerId", from_request as "fromRequest",
        from_at as "fromAt", until_request as "untilRequest", until_at as "untilAt"
      from reporting_line where org_id = $1 and user_id = any($2::integer[]) order by user_id, from_at`,
    values: [orgId, userIds],
  });
  return Map.groupBy(rows, (row) => row.userId);
}

/** Gives each of these users the manager asked for, at one moment: what stands ends, then the new begins. */
export function saveManagers(
  tx: Transaction,
  orgId: number,
  { requestId, at, rows }: { requestId: number; at: string; rows: readonly ManagerRow[] },
): void {
  if (rows.length === 0) return;
  const userIds = rows.map((row) => row.userId);
  tx.write({
    name: 'close-reporting-lines',
    text: `update reporting_line set until_request = $2, until_at = $3
      where org_id = $1 and user_id = any($4::integer[]) and until_at is null`,
    values: [orgId, requestId, at, userIds],
  });
  tx.write({
    name: 'open-reporting-lines',
    text: `insert into reporting_line (org_id, user_id, manager_id, from_request, from_at)
      select $1, o.user_id, o.manager_id, $2, $3
      from unnest($4::integer[], $5::integer[]) o (user_id, manager_id) where o.manager_id is not null`,
    values: [orgId, requestId, at, userIds, rows.map((row) => row.managerId)],
  });
  settleHeads(tx, orgId, { requestId, rows });
}

/** Who reports to this user without anybody between, and whom the user reports to. */
export async function loadNeighbours(
  tx: Transaction,
  orgId: number,
  userId: number,
): Promise<{ reports: number[]; managerId: number | null }> {
  const [reports, [line]] = await Promise.all([
    tx.read<{ userId: number }>({
      text: `select user_id as "userId" from reporting_line
        where org_id = $1 and manager_id = $2 and until_at is null order by user_id`,
      values: [orgId, userId],
    }),
    tx.read<{ managerId: number }>({
      text: `select manager_id as "managerId" from reporting_line
        where org_id = $1 and user_id = $2 and until_at is null`,
      values: [orgId, userId],
    }),
  ]);
  return { reports: reports.map((report) => report.userId), managerId: line?.managerId ?? null };
}

/** Whom each of these users reports to, and whoever reports to one of them. */
export async function loadTeamLines(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, number>> {
  const rows = await tx.read<{ userId: number; managerId: number }>({
    text: `select user_id as "userId", manager_id as "managerId" from reporting_line
      where org_id = $1 and (user_id = any($2::integer[]) or manager_id = any($2::integer[])) and until_at is null`,
    values: [orgId, userIds],
  });
  return new Map(rows.map(({ userId, managerId }) => [userId, managerId]));
}

/** The request that last gave each of these users a manager or took theirs; nothing for who never had one. */
export async function loadLineRequests(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, number>> {
  const rows = await tx.read<{ userId: number; requestId: number }>({
    text: `select distinct on (user_id) user_id as "userId", coalesce(until_request, from_request) as "requestId"
      from reporting_line where org_id = $1 and user_id = any($2::integer[])
      order by user_id, from_at desc`,
    values: [orgId, userIds],
  });
  return new Map(rows.map((row) => [row.userId, row.requestId]));
}
