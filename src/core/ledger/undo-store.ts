import sql, { raw } from 'sql-template-tag';
import type { Transaction } from '../../database/transaction.ts';
import { lettersOf } from './request-rules.ts';
import { kindOfSubjects, subjectsOfRequest } from './request-store.ts';
import { undoneBy } from './request-summary.ts';
import type { FamilyMember } from './undo-family-rules.ts';
import type { EndedChunk } from './undo-rows-rules.ts';
import { undoDepth } from './undone-state.ts';
import type { Undoable } from './way-rules.ts';

type Ended = Undoable & {
  /** Its undo takes back what some request did, and does not do it again. */
  isForth: boolean;
};

export async function findUndoable(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<Ended | undefined> {
  const [row] = await tx.read<Ended>(sql`select kind, state, finished_at as "finishedAt",
      ${raw(subjectsOfRequest)}, changed, put_back as "putBack", ${undoneBy},
      ${undoDepth} % 2 = 0 as "isForth"
    from request r where org_id = ${orgId} and request_id = ${requestId}`);
  return row;
}

/** The chunk of a request that has rows and follows chunk `after`; undefined where none is left. */
export async function findEndedChunk(
  tx: Transaction,
  orgId: number,
  requestId: number,
  after: number,
): Promise<EndedChunk | undefined> {
  const [row] = await tx.read<Omit<EndedChunk, 'whole' | 'inPart'> & { outcomes: string }>({
    text: `select c.chunk_no as "chunkNo", coalesce(c.part, ${kindOfSubjects}) as part, c.own_lines as "ownLines",
        c.subjects, c.revisions, c.outcomes
      from request_chunk c join request r using (org_id, request_id)
      where c.org_id = $1 and c.request_id = $2 and c.chunk_no > $3 and c.outcomes is not null
      order by c.chunk_no limit 1`,
    values: [orgId, requestId, after],
  });
  return row && { ...row, ...readLetters(row) };
}

/** Whether a request is about this account. */
export async function hasAccountRow(
  tx: Transaction,
  orgId: number,
  { requestId, userId }: { requestId: number; userId: number },
): Promise<boolean> {
  const rows =
    await tx.read(sql`select from request_chunk where org_id = ${orgId} and request_id = ${requestId}
    and part = 'account' and ${userId}::bigint = any(subjects)`);
  return rows.length > 0;
}

/** The first request that this one undid through others, all its undos, the undos of these, and so on. */
export async function listFamily(tx: Transaction, orgId: number, requestId: number): Promise<number[]> {
  const rows = await tx.read<{ requestId: number }>({
    name: 'list-undo-family',
    text: `with recursive above as (
        select request_id, undoes from request where org_id = $1 and request_id = $2
        union all
        select r.request_id, r.undoes from above a join request r on r.org_id = $1 and r.request_id = a.undoes
      ), family as (
        select request_id from above where undoes is null
        union all
        select r.request_id from family f join request r on r.org_id = $1 and r.undoes = f.request_id
        where r.started_at is not null
      )
      select request_id as "requestId" from family`,
    values: [orgId, requestId],
  });
  return rows.map((row) => row.requestId);
}

/** What each of these did to the rows of a chunk that has run. */
export async function loadFamilyChunk(
  tx: Transaction,
  orgId: number,
  { family, chunkNo }: { family: readonly number[]; chunkNo: number },
): Promise<FamilyMember[]> {
  const rows = await tx.read<Lettered & Pick<FamilyMember, 'requestId' | 'undoes'>>({
    name: 'load-undo-family-chunk',
    text: `select r.request_id as "requestId", r.undoes, c.subjects, c.outcomes
      from request_chunk c join request r using (org_id, request_id)
      where c.org_id = $1 and c.request_id = any($2::bigint[]) and c.chunk_no = $3 and c.outcomes is not null`,
    values: [orgId, family, chunkNo],
  });
  return rows.map((row) => ({ requestId: row.requestId, undoes: row.undoes, ...readLetters(row) }));
}

interface Lettered {
  subjects: number[];
  outcomes: string;
}

function readLetters({ subjects, outcomes }: Lettered): Pick<FamilyMember, 'whole' | 'inPart'> {
  const pick = (letters: string) =>
    new Set(subjects.filter((_, place) => letters.includes(outcomes[place] ?? 'n')));
  const inPart = pick(lettersOf('changed in part'));
  return { whole: pick(lettersOf('changed')).difference(inPart), inPart };
}

/** Rows that an undo takes up, in the chunk and the order of the request that it undoes. */
export function insertUndoChunk(
  tx: Transaction,
  orgId: number,
  chunk: {
    requestId: number;
    chunkNo: number;
    part: EndedChunk['part'];
    ownLines: boolean;
    subjects: readonly number[];
    revisions: readonly number[] | null;
  },
): void {
  tx.write({
    name: 'insert-undo-chunk',
    text: `insert into request_chunk (org_id, request_id, chunk_no, part, own_lines, subjects, revisions)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      orgId,
      chunk.requestId,
      chunk.chunkNo,
      chunk.part,
      chunk.ownLines,
      chunk.subjects,
      chunk.revisions,
    ],
  });
}

const undoLock = 7_246_853;

/** Waits until nobody else makes a plan to undo this request: there is one at most. */
export function lockUndoPlans(tx: Transaction, requestId: number): void {
  tx.write({
    text: 'select pg_advisory_xact_lock($1, hashint8($2))',
    values: [undoLock, requestId],
  });
}

/** The plan of an undo of this request that waits to be run, with what it was asked for. */
export async function findUndoPlan(
  tx: Transaction,
  orgId: number,
  undoes: number,
): Promise<{ requestId: number; askHash: Buffer } | undefined> {
  const [row] = await tx.read<{ requestId: number; askHash: Buffer }>({
    text: `select request_id as "requestId", coalesce(ask_hash, '') as "askHash" from request
      where org_id = $1 and undoes = $2 and state = 'planned'`,
    values: [orgId, undoes],
  });
  return row;
}

export function discardPlan(tx: Transaction, orgId: number, requestId: number): void {
  tx.write({
    text: `update request set state = 'cancelled', finished_at = clock_timestamp()
      where org_id = $1 and request_id = $2 and state = 'planned'`,
    values: [orgId, requestId],
  });
}

/** Ends a plan without a preview, of which nothing can be foreseen. */
export function dropUnforeseen(tx: Transaction, orgId: number, requestId: number): void {
  tx.write({
    text: `update request set state = 'cancelled', finished_at = clock_timestamp()
      where org_id = $1 and request_id = $2 and state = 'planned' and preview is null`,
    values: [orgId, requestId],
  });
}

export function noteAsk(tx: Transaction, orgId: number, requestId: number, askHash: Buffer): void {
  tx.write({
    text: 'update request set ask_hash = $3 where org_id = $1 and request_id = $2',
    values: [orgId, requestId, askHash],
  });
}

/** More or fewer rows of these requests stand again as they did before them. */
export function addPutBack(tx: Transaction, orgId: number, rows: ReadonlyMap<number, number>): void {
  if (rows.size === 0) return;
  tx.write({
    name: 'add-put-back',
    text: `update request r set put_back = put_back + p.rows
      from unnest($2::bigint[], $3::integer[]) p (request_id, rows)
      where r.org_id = $1 and r.request_id = p.request_id`,
    values: [orgId, [...rows.keys()], [...rows.values()]],
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
