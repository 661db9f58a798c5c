import sql from 'sql-template-tag';
import type { Place } from '../../../contract/rules/move-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Reader } from '../../access/access-rules.ts';
import { seesLead } from '../../access/sight.ts';
import type { Slot } from '../../law/assignment-rules.ts';

/** Where a user stood on a lead before a change, and where after it; null: not on it. */
export interface MoveOf {
  userId: number;
  before: Place | null;
  after: Place | null;
}

interface Written extends Slot {
  leadId: number;
  isAfter: boolean;
}

/** What a request did to each of these leads, as far as they are in sight: the rows that it closed and opened. */
export async function listMoves(
  tx: Transaction,
  reader: Reader,
  { requestId, leadIds }: { requestId: number; leadIds: readonly number[] },
): Promise<Map<number, MoveOf[]>> {
  if (leadIds.length === 0) return new Map();
  const written =
    await tx.read<Written>(sql`select a.lead_id as "leadId", a.user_id as "userId", a.role, a.standing,
      a.from_request = ${requestId}::bigint as "isAfter"
    from assignment a where a.org_id = ${reader.orgId} and a.lead_id = any(${leadIds}::bigint[])
      and (a.from_request = ${requestId}::bigint or a.until_request = ${requestId}::bigint)
      and ${seesLead(reader, sql`a.lead_id`)}`);
  const byLead = Map.groupBy(written, ({ leadId }) => leadId);
  return new Map(
    [...byLead].map(([leadId, rows]) => [
      leadId,
      toMoves({ close: rows.filter((row) => !row.isAfter), open: rows.filter((row) => row.isAfter) }),
    ]),
  );
}

/** Those of these leads that are in sight. */
export async function listSeen(
  tx: Transaction,
  reader: Reader,
  leadIds: readonly number[],
): Promise<Set<number>> {
  const rows = await tx.read<{
    leadId: number;
  }>(sql`select id as "leadId" from unnest(${leadIds}::bigint[]) id
    where ${seesLead(reader, sql`id`)}`);
  return new Set(rows.map(({ leadId }) => leadId));
}

/** Whoever ends higher comes first, then whoever stood higher. */
export function toMoves({ close, open }: { close: readonly Slot[]; open: readonly Slot[] }): MoveOf[] {
  const userIds = new Set([...open, ...close].map(({ userId }) => userId));
  const moves = Array.from(userIds, (userId) => ({
    userId,
    before: placeOf(close, userId),
    after: placeOf(open, userId),
  }));
  return moves.sort(
    (a, b) => rank(a.after) - rank(b.after) || rank(a.before) - rank(b.before) || a.userId - b.userId,
  );
}

function placeOf(slots: readonly Slot[], userId: number): Place | null {
  const slot = slots.find((each) => each.userId === userId);
  return slot ? { role: slot.role, standing: slot.standing } : null;
}

function rank(place: Place | null): number {
  return place === null ? 2 : place.standing === 'primary' ? 0 : 1;
}
