import sql, { raw } from 'sql-template-tag';
import type { Transaction } from '../../database/transaction.ts';
import type { RequestKind, RequestState } from './request-rules.ts';
import { kindOfSubjects, type Subjects, subjectsOfRequest } from './request-store.ts';
import { undoneBy } from './request-summary.ts';

/** A request as its undo needs to know it. */
export interface UndoableRequest {
  kind: RequestKind;
  state: RequestState;
  finishedAt: string | null;
  subjects: Subjects | null;
  rows: number;
  undoneBy: number[];
}

/** The request to undo; `rows` counts those that it changed, `undoneBy` holds the undos that ran or will. */
export async function findUndoable(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<UndoableRequest | undefined> {
  const [row] = await tx.read<UndoableRequest>(sql`select kind, state, finished_at as "finishedAt",
      ${raw(subjectsOfRequest)}, changed as rows, ${undoneBy}
    from request r where org_id = ${orgId} and request_id = ${requestId}`);
  return row;
}

/**
 * Gives a new request the rows that an earlier one changed, if only in part, in the same chunks and order. The
 * revision of a lead is the one that a change by the earlier request alone would have left; of other subjects none
 * is told.
 */
export function copyChangedRows(tx: Transaction, orgId: number, ids: { from: number; to: number }): void {
  tx.write({
    text: `insert into request_chunk (org_id, request_id, chunk_no, part, subjects, revisions)
      select c.org_id, $3, c.chunk_no, c.part, rows.subjects,
        case coalesce(c.part, ${kindOfSubjects}) when 'leads' then rows.revisions end
      from request_chunk c join request r using (org_id, request_id)
      cross join lateral (
        select array_agg(subject order by place) as subjects,
          array_agg(coalesce(revision, 0) + 1 order by place) as revisions
        from unnest(c.subjects, c.revisions, string_to_array(c.outcomes, null))
          with ordinality s (subject, revision, letter, place)
        where letter in ('c', 'p')) rows
      where c.org_id = $1 and c.request_id = $2 and rows.subjects is not null`,
    values: [orgId, ids.from, ids.to],
  });
}

/** Which request each of these undid; nothing for one that is no undo. */
export async function loadUndone(
  tx: Transaction,
  orgId: number,
  requestIds: ReadonlySet<number>,
): Promise<Map<number, number>> {
  const rows = await tx.read<{ requestId: number; undoes: number }>({
    name: 'load-undone',
    text: `select request_id as "requestId", undoes from request
      where org_id = $1 and request_id = any($2::bigint[]) and undoes is not null`,
    values: [orgId, [...requestIds]],
  });
  return new Map(rows.map((row) => [row.requestId, row.undoes]));
}
