import sql, { raw, type Sql } from 'sql-template-tag';
import type { Move } from '../../../contract/rules/move-rules.ts';
import { notFound } from '../../../contract/rules/not-found.ts';
import type { RowFacts, RowInput } from '../../../contract/v1/kinds/kept-rows.ts';
import type { RowOutcome, RowPart } from '../../../contract/words/request-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { type Reader, sightOf } from '../../access/access-rules.ts';
import { seesUser } from '../../access/sight.ts';
import { type ExplainWhy, openExplanations } from '../../assignments/plan/explain-whys.ts';
import type { FactChange } from '../../law/fact-rules.ts';
import { nobodyReceives } from '../../law/removal-rules.ts';
import { aboutOf, nameOfPart, type PartName } from '../../ledger/part-rules.ts';
import { type Asked, specOf } from '../../ledger/read-spec.ts';
import { decodeOutcome, type LeftAlone, type RowDetail } from '../../ledger/request-rules.ts';
import { endingOf, type Subjects, subjectsOfRequest } from '../../ledger/request-store.ts';
import type { Person } from '../../users/person.ts';
import { kindOf } from '../kinds.ts';
import { explainReturn } from './explain-return.ts';
import { findRowChanges } from './row-changes.ts';
import { type AccountMove, findRowMoves, type MovingRequest, tellAccount } from './row-moves.ts';
import { findRowPeople } from './row-people.ts';
import { findRowUndos } from './row-undos.ts';

/** One row of a request, numbered from 1 in the order of the input. */
export interface RequestRow {
  row: number;
  /** The caller's own key of the row. */
  key?: string;
  /** Where rows are of several kinds: what this one is about. */
  part?: RowPart;
  /** Null where the row names no lead of the org; absent where the row is a user. */
  leadId?: number | null;
  /** Null where the row names no user of the org; absent where the row is a lead. */
  userId?: number | null;
  /** Whom the row is about, where that is somebody in sight. */
  user?: Person;
  /** Whom they report to until the row's turn comes, or did until it changed that; null for nobody. */
  managerBefore?: Person | null;
  /**
   * Who receives: becomes primary, gets the place of a leaver, gets back what an undo puts back, or becomes manager; null
   * for nobody; absent where the request's spec alone says so.
   */
  receiver?: Person | null;
  /** Who is primary in the receiver's role as of now; only on a lead whose turn has not come. */
  primaryNow?: Person | null;
  /** Of a lead: who moved on it, from which place to which, or would if the row's turn came now. */
  moves?: Move<Person>[];
  /** What became of an account, or is to. */
  account?: AccountMove;
  /** Which facts it changed, or would if its turn came now. */
  changes?: FactChange[];
  /** The undo by which the row stands again as it did before it. */
  undoneBy?: number;
  /** The row as asked, where rows differ in more than whom they name. */
  input?: RowInput;
  /** What the plan foresaw. */
  planned?: RowOutcome;
  outcome: RowOutcome;
  code?: string;
  message?: string;
  /** What an undo did not put back; where the outcome is changed, the rest was. */
  leftAlone?: LeftAlone[];
  /** More about why the row did not go as asked. */
  facts?: RowFacts;
  /** Why the receiver was chosen, where a distribution chose. */
  why?: string;
}

/** A row as `selectRows` gives it. */
export interface StoredRow {
  row: number;
  chunkNo: number;
  place: number;
  part: PartName | null;
  hasRun: boolean;
  subject: number;
  letter: string;
  /** 0: nobody; -1: of a lead, nobody as was asked; null: the chunk or the row has no receiver. */
  receiverId: number | null;
  key: string | null;
  planned: string | null;
  why: string | null;
  book: number | null;
  input: RowInput | null;
  detail: RowDetail | null;
}

/** What all rows of a request have in common. */
type Shared = StoredRequest & { requestId: number; explain: ExplainWhy };

/** Beside who moves: how many rows undos have put back. */
type StoredRequest = Asked & Omit<MovingRequest, keyof Asked | 'requestId'> & { putBack: number };

/** Reads what the rows of a request are told by. Refuses an unknown request, and one out of sight. */
export async function readShared(tx: Transaction, reader: Reader, requestId: number): Promise<Shared> {
  const [request] = await tx.read<StoredRequest>(sql`
    select ${raw(subjectsOfRequest)}, ${raw(endingOf('r'))}, kind, undoes, ${raw(specOf('r'))} as spec, put_back as "putBack", finished_at is not null as "hasEnded"
    from request r
    where r.org_id = ${reader.orgId} and r.request_id = ${requestId} and ${seesUser(reader, sql`r.requested_by`)}`);
  if (!request) throw notFound('request', requestId, { sight: sightOf(reader) });
  return {
    requestId,
    ...request,
    explain: openExplanations(kindOf(request.kind).sharesOf?.(request.spec) ?? []),
  };
}

/** The outcomes of a chunk `c`, a letter a row. */
export const lettersOfChunk = sql`coalesce(c.outcomes, repeat('n', cardinality(c.subjects)))`;

/**
 * Unfolds rows out of the common table expression `needed`: chunks, each with its `letters` and the count of
 * the `rows_before` it. `wanted` is a condition on `n.rows_before`, `s.place` and `s.letter`.
 */
export function selectRows({ needed, wanted, limit }: { needed: Sql; wanted: Sql; limit: number }): Sql {
  return sql`with ${needed}, page as materialized (
      select n.rows_before + s.place as row, n.chunk_no, s.place, n.part, n.outcomes is not null as has_run,
        s.subject, s.letter, s.receiver, s.key, s.planned, s.why, s.book
      from needed n, unnest(n.subjects, string_to_array(n.letters, null), n.receivers, n.keys,
        string_to_array(n.planned, null), string_to_array(n.whys, null), n.books)
        with ordinality s (subject, letter, receiver, key, planned, why, book, place)
      where ${wanted} order by 1 limit ${limit}
    ), input as (
      select n.chunk_no, i.place, i.value from needed n, jsonb_array_elements(n.inputs) with ordinality i (value, place)
    ), detail as (
      select n.chunk_no, d.key::bigint + 1 as place, d.value from needed n, jsonb_each(n.details) d
    )
    select page.row, chunk_no as "chunkNo", place, page.part, page.has_run as "hasRun", page.subject, page.letter,
      page.receiver as "receiverId", page.key, page.planned, page.why, page.book, input.value as input, detail.value as detail
    from page left join input using (chunk_no, place) left join detail using (chunk_no, place)
    order by page.row`;
}

/** Tells the rows of one page, naming everyone in them. */
export async function tellRows(
  tx: Transaction,
  reader: Reader,
  rows: readonly StoredRow[],
  request: Shared,
): Promise<RequestRow[]> {
  const { requestId, subjects } = request;
  const movesOf = await findRowMoves(tx, reader, request, rows);
  const changesOf = await findRowChanges(tx, reader.orgId, request, rows);
  const undoOf = await findRowUndos(tx, reader.orgId, request, rows);
  const people = await findRowPeople(tx, reader, { requestId, subjects, rows, movesOf });
  return rows.map((stored) => {
    const named = people.of(stored);
    return {
      row: stored.row,
      ...(stored.key === null ? {} : { key: stored.key }),
      ...(subjects === 'parts' && stored.part ? { part: nameOfPart(stored.part) } : {}),
      ...nameSubject(stored.subject || null, stored.part ?? subjects),
      ...named,
      ...tellChange(tellAccount(stored, request), changesOf(stored)),
      ...tellInput(stored),
      ...(stored.planned === null ? {} : { planned: decodeOutcome(stored.planned) }),
      outcome: decodeOutcome(stored.letter),
      ...tellDetail(stored.detail),
      ...tellSince(explainRow(stored, named, request), undoOf(stored)),
    };
  });
}

function tellChange(
  account: RequestRow['account'],
  changes: RequestRow['changes'],
): Pick<RequestRow, 'account' | 'changes'> {
  return { ...(account ? { account } : {}), ...(changes ? { changes } : {}) };
}

function tellSince(
  why: string | undefined,
  undoneBy: number | undefined,
): Pick<RequestRow, 'why' | 'undoneBy'> {
  return { ...(why === undefined ? {} : { why }), ...(undoneBy === undefined ? {} : { undoneBy }) };
}

function explainRow(
  stored: StoredRow,
  named: Pick<RequestRow, 'moves' | 'receiver' | 'user'>,
  { undoes, explain }: Shared,
): string | undefined {
  return undoes === null ? explain(stored, named.receiver) : explainReturn(undoes, named);
}

/** A row that nobody is to receive says so, where its request alone does, too. */
function tellInput({ input, receiverId }: StoredRow): Pick<RequestRow, 'input'> {
  if (receiverId === nobodyReceives) return { input: { primary: null, ...input } };
  return input === null ? {} : { input };
}

function tellDetail(detail: RowDetail | null): Pick<RequestRow, 'code' | 'message' | 'leftAlone' | 'facts'> {
  if (!detail) return {};
  const { code, message, leftAlone, ...facts } = detail;
  return {
    code,
    message,
    ...(leftAlone ? { leftAlone } : {}),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
  };
}

function nameSubject(
  subject: number | null,
  part: StoredRow['part'] | Subjects,
): Pick<RequestRow, 'leadId' | 'userId'> {
  if (part === 'parts' || part === null) return {};
  return aboutOf(part) === 'lead' ? { leadId: subject } : { userId: subject };
}
