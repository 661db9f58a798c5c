import type { RowInput } from '../../../contract/v1/kinds/kept-rows.ts';
import type { AccountState } from '../../../contract/words/request-words.ts';
import type { AccountChoice } from '../../../contract/words/term-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Reader } from '../../access/access-rules.ts';
import { foreseeMoves, foreseeReturns } from '../../assignments/plan/foresee-moves.ts';
import { listMoves, listSeen, type MoveOf } from '../../assignments/plan/list-moves.ts';
import { readInput } from '../../assignments/row-input.ts';
import type { PartName } from '../../ledger/part-rules.ts';
import type { Asked } from '../../ledger/read-spec.ts';
import { lettersOf, type RowDetail } from '../../ledger/request-rules.ts';
import type { Subjects } from '../../ledger/request-store.ts';
import { kindOf } from '../kinds.ts';

/** A row as far as it tells who moves by it. */
export interface MovingRow {
  part: PartName | null;
  hasRun: boolean;
  subject: number;
  letter: string;
  planned: string | null;
  receiverId: number | null;
  input: RowInput | null;
  detail: RowDetail | null;
}

/** What of a request decides who moves by its rows. */
export type MovingRequest = Asked & {
  requestId: number;
  subjects: Subjects | null;
  undoes: number | null;
  /** How it ends accounts; null: it ends none, and its accounts come back. */
  ending: AccountChoice | null;
  hasEnded: boolean;
};

/** Finds who moves on the leads of rows: by history where the row has run, else as it would if its turn came now. */
export async function findRowMoves(
  tx: Transaction,
  reader: Reader,
  request: MovingRequest,
  rows: readonly MovingRow[],
): Promise<(row: MovingRow) => MoveOf[] | undefined> {
  const { requestId } = request;
  const moving = rows.filter((row) => (row.part ?? request.subjects) === 'leads' && movesBy(row, request));
  const [ran, waiting] = [moving.filter((row) => row.hasRun), moving.filter((row) => !row.hasRun)];
  const done = await listMoves(tx, reader, { requestId, leadIds: ran.map(({ subject }) => subject) });
  const foreseen = await foresee(tx, reader, request, waiting);
  const known = new Map([
    ...ran.map((row) => [row, done.get(row.subject)] as const),
    ...waiting.map((row) => [row, foreseen.get(row.subject)] as const),
  ]);
  return (row) => {
    const moves = known.get(row);
    return moves && moves.length > 0 ? moves : undefined;
  };
}

/** Whether the row changed something, or is foreseen to. */
export function movesBy(
  { hasRun, letter, planned, subject }: MovingRow,
  { hasEnded }: MovingRequest,
): boolean {
  if (subject === 0) return false;
  const told = hasRun ? letter : (planned ?? 'c');
  return (hasRun || !hasEnded) && lettersOf('changed').includes(told);
}

async function foresee(
  tx: Transaction,
  reader: Reader,
  request: MovingRequest,
  waiting: readonly MovingRow[],
): Promise<Map<number, MoveOf[]>> {
  if (waiting.length === 0) return new Map();
  const { requestId, undoes, kind, spec } = request;
  const seen = await listSeen(
    tx,
    reader,
    waiting.map(({ subject }) => subject),
  );
  const inSight = waiting.filter(({ subject }) => seen.has(subject));
  if (undoes !== null)
    return foreseeReturns(tx, reader.orgId, {
      requestId,
      undoes,
      leadIds: inSight.map(({ subject }) => subject),
    });
  const by = kindOf(kind).leadsBy?.(spec);
  if (!by) return new Map();
  const frozen = inSight.map(({ subject, receiverId, input }) => ({
    leadId: subject,
    receiverId: receiverId ?? 0,
    asked: readInput(input),
  }));
  return foreseeMoves(tx, reader.orgId, { requestId, rows: frozen, ...by });
}

/** What an account was before a row, and is after it. */
export interface AccountMove {
  before: AccountState;
  after: AccountState;
}

/** What becomes of an account. */
export function tellAccount(row: MovingRow, request: MovingRequest): AccountMove | undefined {
  if (row.part !== 'account' || !movesBy(row, request) || (row.hasRun ? row.letter : row.planned) === 'p')
    return undefined;
  if (row.input?.facts) return { before: 'none', after: 'active' }; // somebody new
  return request.ending === null
    ? { before: 'ended', after: 'active' }
    : { before: 'active', after: 'ended' };
}
