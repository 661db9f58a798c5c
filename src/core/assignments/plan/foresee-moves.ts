import { orRefusal, Refusal } from '../../../contract/refusal.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { DecideLead } from '../../law/assignment-rules.ts';
import { fillIn, nobodyReceives } from '../../law/removal-rules.ts';
import { namesOf, UserDirectory } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import { loadCurrent } from '../assignment-store.ts';
import { judgeLead } from '../judge-lead.ts';
import { type FrozenRow, listNamed } from '../run/frozen-rows.ts';
import { mergeChanges, openLeadUndos } from '../run/lead-undos.ts';
import { type KeptTerms, readTerms } from '../run/read-terms.ts';
import { type MoveOf, toMoves } from './list-moves.ts';

type Frozen = Pick<FrozenRow, 'leadId' | 'receiverId' | 'asked'>;

/** What rows whose turn has not come would do to their leads as they are. */
export async function foreseeMoves(
  tx: Transaction,
  orgId: number,
  {
    requestId,
    rows,
    kept,
    decide,
  }: { requestId: number; rows: readonly Frozen[]; kept: KeptTerms; decide: DecideLead },
): Promise<Map<number, MoveOf[]>> {
  if (rows.length === 0) return new Map();
  const leadIds = rows.map(({ leadId }) => leadId);
  const [current, terms] = await Promise.all([
    loadCurrent(tx, orgId, leadIds),
    readTerms(tx, orgId, requestId, {
      kept,
      groups: [],
      choose: () => ({ receiver: undefined, why: undefined }),
    }),
  ]);
  const users = new UserDirectory(await findUsers(tx, orgId, namesOf(listNamed(rows, terms))));
  const judge = ({ leadId, receiverId, asked }: Frozen) => {
    const primary = receiverId === nobodyReceives ? null : { userId: receiverId };
    const removal = fillIn(asked, terms, primary === null);
    const { listed = [], heirs } = asked;
    const lead = {
      leadId,
      exists: true,
      current: current.get(leadId) ?? [],
      primary,
      listed,
      removal,
      heirs,
    };
    return orRefusal(() => judgeLead({ users, reach: 'everyone', decide }, lead));
  };
  return new Map(
    rows.flatMap((row) => {
      const judged = judge(row);
      return judged instanceof Refusal ? [] : [[row.leadId, toMoves(judged.change)] as const];
    }),
  );
}

/** What an undo whose turn has not come would put back on these leads as they are. */
export async function foreseeReturns(
  tx: Transaction,
  orgId: number,
  { requestId, undoes, leadIds }: { requestId: number; undoes: number; leadIds: readonly number[] },
): Promise<Map<number, MoveOf[]>> {
  if (leadIds.length === 0) return new Map();
  const accounts = await tx.read<{ userId: number }>({
    name: 'list-accounts-of-undo',
    text: `select unnest(subjects)::integer as "userId" from request_chunk
      where org_id = $1 and request_id = $2 and part = 'account'`,
    values: [orgId, requestId],
  });
  const broughtBack = new Set(accounts.map(({ userId }) => userId));
  const ask = { undoes, leadIds, changedSince: leadIds, loadUsers: findUsers, broughtBack };
  const { decide } = await openLeadUndos(tx, orgId, ask);
  return new Map(leadIds.map((leadId) => [leadId, toMoves(mergeChanges(decide(leadId)))]));
}
