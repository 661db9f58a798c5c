import type { Transaction } from '../../database/transaction.ts';

/**
 * The requests that left a user's account as request `undone` left it, among those that last switched it or one
 * of its keys: itself, and undos that put back what it had left. The account chunk of a request that switched an
 * account keeps, as its revision, the request that had switched it before; 0 where none had.
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
        union select request_id from request_chunk
          where org_id = $1 and request_id = $3 and ${hasSwitchedAccount}
      ), step (id, at, undoes, before) as (
        select s.id, r.request_id, r.undoes, ${switchedBeforeUndone} from switcher s
        join request r on r.org_id = $1 and r.request_id = s.id
        union all
        select s.id, r.request_id, r.undoes, ${switchedBeforeUndone} from step s
        join request r on r.org_id = $1 and r.request_id = s.before
      ), origin as (
        select id, coalesce(-undoes, at) as state from step where coalesce(before, 0) = 0
      )
      select o.id as "requestId" from origin o join origin u on u.state = o.state and u.id = $3`,
    values: [orgId, userId, undone],
  });
  return rows.map((row) => row.requestId);
}

const hasSwitchedAccount = `part = 'account' and outcomes in ('c', 'p') and revisions[1] is not null`;

const switchedBeforeUndone = `(select revisions[1] from request_chunk
  where org_id = $1 and request_id = r.undoes and ${hasSwitchedAccount})`;
