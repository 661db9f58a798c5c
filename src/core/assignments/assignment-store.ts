import type { Standing } from '../../contract/words/lead-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Assignment, AssignmentChange, AssignmentRecord } from '../law/assignment-rules.ts';

/** What a request does to the assignments of one lead. */
export interface LeadChange extends AssignmentChange {
  leadId: number;
  requestId: number;
}

/** Kept only where it is earlier than the row itself. */
const roleSince = 'coalesce(role_since, from_at)';

/** Who stands on each of these leads now. */
export async function loadCurrent(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
): Promise<Map<number, Assignment[]>> {
  const rows = await tx.read<Assignment & { leadId: number }>({
    name: 'load-current-assignments',
    text: `select lead_id as "leadId", user_id as "userId", role, standing, from_at as "fromAt",
        ${roleSince} as "roleSince"
      from assignment where org_id = $1 and lead_id = any($2::bigint[]) and until_at is null`,
    values: [orgId, leadIds],
  });
  return Map.groupBy(rows, (row) => row.leadId);
}

/** In how many places users stand on leads now, in each role and standing. */
export async function countHeld(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<{ role: string; standing: Standing; leads: number }[]> {
  return tx.read({
    text: `select role, standing, count(*) as leads from assignment
      where org_id = $1 and user_id = any($2::integer[]) and until_at is null
      group by role, standing order by role, standing`,
    values: [orgId, userIds],
  });
}

/** The first leads a user stands on, in id order. */
export async function listHeld(
  tx: Transaction,
  orgId: number,
  userId: number,
  limit: number,
): Promise<{ leadId: number; role: string; standing: Standing }[]> {
  return tx.read({
    text: `select lead_id as "leadId", role, standing from assignment
      where org_id = $1 and user_id = $2 and until_at is null order by lead_id limit $3`,
    values: [orgId, userId, limit],
  });
}

/** The leads of an undo. */
export interface HistoryAsk {
  leadIds: readonly number[];
  undoes: number;
  /** Those of the leads that may have changed after the request to undo. */
  changedSince: readonly number[];
}

/**
 * Of each lead who stands on it, and whose rows the request to undo closed: enough where nobody changed the lead
 * since. Of the others everyone who ever stood on them.
 */
export async function loadHistory(
  tx: Transaction,
  orgId: number,
  { leadIds, undoes, changedSince }: HistoryAsk,
): Promise<Map<number, AssignmentRecord[]>> {
  const rows = await tx.read<AssignmentRecord & { leadId: number }>({
    text: `select lead_id as "leadId", user_id as "userId", role, standing,
        from_request as "fromRequest", from_at as "fromAt", ${roleSince} as "roleSince",
        until_request as "untilRequest", until_at as "untilAt"
      from assignment where org_id = $1 and lead_id = any($2::bigint[])
        and (until_at is null or until_request = $3 or lead_id = any($4::bigint[]))
      order by lead_id, from_at, user_id`,
    values: [orgId, leadIds, undoes, changedSince],
  });
  return Map.groupBy(rows, (row) => row.leadId);
}

/** Writes changes of locked leads in two statements: what ends, then what begins, all at moment `at`. */
export function saveChanges(
  tx: Transaction,
  orgId: number,
  at: string,
  changes: readonly LeadChange[],
): void {
  const closed = changes.flatMap((change) => change.close.map((row) => ({ ...row, ...subjectOf(change) })));
  const opened = changes.flatMap((change) => change.open.map((row) => ({ ...row, ...subjectOf(change) })));
  if (closed.length > 0) {
    tx.write({
      name: 'close-assignments',
      text: `update assignment a set until_request = c.request_id, until_at = $2
        from unnest($3::bigint[], $4::integer[], $5::bigint[]) c (lead_id, user_id, request_id)
        where a.org_id = $1 and a.lead_id = any($3::bigint[]) and a.until_at is null
          and a.lead_id = c.lead_id and a.user_id = c.user_id`,
      values: [orgId, at, ...columnsOf(closed)],
    });
  }
  if (opened.length > 0) {
    tx.write({
      name: 'open-assignments',
      text: `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at, role_since)
        select $1, o.lead_id, o.user_id, o.role, o.standing, o.request_id, $2, o.role_since
        from unnest($3::bigint[], $4::integer[], $5::bigint[], $6::text[], $7::text[], $8::timestamptz[])
          o (lead_id, user_id, request_id, role, standing, role_since)`,
      values: [
        orgId,
        at,
        ...columnsOf(opened),
        opened.map((row) => row.role),
        opened.map((row) => row.standing),
        opened.map((row) => row.roleSince),
      ],
    });
  }
}

interface Row {
  leadId: number;
  userId: number;
  requestId: number;
}

function subjectOf({ leadId, requestId }: LeadChange): { leadId: number; requestId: number } {
  return { leadId, requestId };
}

function columnsOf(rows: readonly Row[]): number[][] {
  return [rows.map((row) => row.leadId), rows.map((row) => row.userId), rows.map((row) => row.requestId)];
}

/** How many leads each of these users is primary on now. */
export async function loadBooks(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, number>> {
  const rows = await tx.read<{ userId: number; book: number }>({
    text: `select user_id as "userId", count(*) as book from assignment
      where org_id = $1 and user_id = any($2::integer[]) and until_at is null and standing = 'primary'
      group by user_id`,
    values: [orgId, userIds],
  });
  return new Map(rows.map((row) => [row.userId, row.book]));
}

/** The moments at which these assignments began: a change must come after all of them. */
export function* startsOf(assignments: ReadonlyMap<number, Assignment[]>): Generator<string> {
  for (const rows of assignments.values()) for (const { fromAt } of rows) yield fromAt;
}
