import type { Transaction } from '../../database/transaction.ts';

/**
 * The requests that left a user's account as request `undone` left it, among those that last switched it or one
 * of its keys: itself, and undos that put back what it had left. The row of an account that a request switched
 * keeps, as its revision, the request that had switched it before; 0 where none had.
 */
export async function listSameSwitches(
  tx: Transaction,
  orgId: number,
  { userId, undone }: { userId: number; undone: number },
): Promise<number[]> {
  const rows = await tx.read<{ requestId: number }>({
    text: `with recursive switcher as (
        select switched_by_request as id from org_user where org_id = $1 and user_id = $2
        union select switched_by_request from access_key where org_id = $1 and user_id = $2
        union select $3 where exists (${switchedBefore('$3')})
      ), step (id, at, undoes, before) as (
        select s.id, r.request_id, r.undoes, (${switchedBefore('r.undoes')}) from switcher s
        join request r on r.org_id = $1 and r.request_id = s.id
        union all
        select s.id, r.request_id, r.undoes, (${switchedBefore('r.undoes')}) from step s
        join request r on r.org_id = $1 and r.request_id = s.before
      ), origin as (
        select id, coalesce(-undoes, at) as state from step where coalesce(before, 0) = 0
      )
      select o.id as "requestId" from origin o join origin u on u.state = o.state and u.id = $3`,
    values: [orgId, userId, undone],
  });
  return rows.map((row) => row.requestId);
}

/** The request that had switched the account before this one did; nothing where it did not. */
function switchedBefore(requestId: string): string {
  return `select s.revision from request_chunk c,
      unnest(c.subjects, c.revisions, string_to_array(c.outcomes, null)) s (subject, revision, letter)
    where c.org_id = $1 and c.request_id = ${requestId} and c.part = 'account'
      and s.subject = $2 and s.letter in ('c', 'p') and s.revision is not null`;
}
