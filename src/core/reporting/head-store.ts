import type { ManagerRow } from '../../contract/rules/tree-rules.ts';
import type { Transaction } from '../../database/transaction.ts';

/**
 * Whoever is given a manager is no head any more, by whatever door; whoever loses this manager again by an undo is one as
 * before. The trail tells both with the request, in the same statement: no change of managers waits for it.
 */
export function settleHeads(
  tx: Transaction,
  orgId: number,
  { requestId, rows }: { requestId: number; rows: readonly ManagerRow[] },
): void {
  const idsOf = (isLed: boolean) =>
    rows.filter(({ managerId }) => (managerId !== null) === isLed).map(({ userId }) => userId);
  tx.write({
    name: 'settle-heads',
    text: `with moved as (
        update org_user u set is_head = not u.is_head, head_until = case when u.is_head then r.request_id end
        from request r
        where r.org_id = $1 and r.request_id = $2 and u.org_id = $1 and (
          u.user_id = any($3::integer[]) and u.is_head
          or u.user_id = any($4::integer[]) and u.head_until = r.undoes)
        returning u.user_id, u.is_head, r.requested_by)
      insert into audit_event (org_id, what, user_id, about, detail)
      select $1, case when is_head then 'head-named' else 'head-ended' end, requested_by, user_id, 'request ' || $2::bigint
      from moved`,
    values: [orgId, requestId, idsOf(true), idsOf(false)],
  });
}

/** Says whether a user is a head; false where nothing changed by it. */
export async function markHead(
  tx: Transaction,
  orgId: number,
  { userId, isHead }: { userId: number; isHead: boolean },
): Promise<boolean> {
  const changed = await tx.read({
    text: `update org_user set is_head = $3, head_until = null
      where org_id = $1 and user_id = $2 and is_head <> $3 returning user_id`,
    values: [orgId, userId, isHead],
  });
  return changed.length > 0;
}
