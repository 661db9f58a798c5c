import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import type { AccountChoice } from '../../contract/words/term-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PartName } from './part-rules.ts';
import type { Counts, RowDetail } from './request-rules.ts';

/** How a distribution chose a receiver: k kept, s by share, r by share where others were full, l the smallest book. */
export type Why = 'k' | 's' | 'r' | 'l';

/** Rows of a request that run together in one transaction. */
export interface Chunk {
  chunkNo: number;
  part: PartName | null;
  /** The reporting lines of leavers themselves, which end with their accounts. */
  ownLines?: boolean;
  subjects: number[];
  inputs: (RowInput | null)[] | null;
  /** As of the plan; null where nothing was planned. */
  revisions: number[] | null;
  /** Who is to become primary, or manager; 0 for nobody; -1 of a lead that nobody is to receive. */
  receivers: number[] | null;
  /** What the plan found wrong with a row. */
  details: Record<number, RowDetail> | null;
  /** How receivers were chosen, a letter a row, and how large their books were. */
  whys?: string | null;
  books?: number[] | null;
}

export const chunkColumns = `chunk_no as "chunkNo", part, own_lines as "ownLines", subjects, inputs, revisions, receivers, details, whys,
  books`;

/** Which chunks run, and in which order. */
export interface ChunkOrder {
  /** One after the other. */
  inOrder: boolean;
  /** Where accounts wait, they and the lines that end with them have their turn last: see `turnOf`. */
  ending?: AccountChoice | null;
  /** Left to another time. */
  leaves?: readonly number[];
}

/**
 * The next chunk that has not run: one that no other worker holds, or, where chunks run in their order, the
 * first, for which another worker is waited.
 */
export async function takeChunk(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { inOrder, ending, leaves = [] }: ChunkOrder,
): Promise<Chunk | undefined> {
  const waits = ending === 'wait';
  const [row] = await tx.read<Chunk>({
    name: `take-chunk${inOrder ? '-in-order' : ''}${waits ? '-accounts-last' : ''}`,
    text: `select ${chunkColumns} from request_chunk
      where org_id = $1 and request_id = $2 and outcomes is null and chunk_no <> all($3::integer[])
      order by ${waits ? "part = 'account' or own_lines, " : ''}chunk_no limit 1 for update ${inOrder ? '' : 'skip locked'}`,
    values: [orgId, requestId, leaves],
  });
  return row;
}

/** The chunk of the accounts, or of the lines that end with them, where it has not run; another worker that holds it is waited for. */
export async function holdChunkOf(
  tx: Transaction,
  orgId: number,
  requestId: number,
  what: 'accounts' | 'own lines',
): Promise<Chunk | undefined> {
  const [row] = await tx.read<Chunk>({
    text: `select ${chunkColumns} from request_chunk
      where org_id = $1 and request_id = $2 and ${what === 'accounts' ? "part = 'account'" : 'own_lines'}
        and outcomes is null for update`,
    values: [orgId, requestId],
  });
  return row;
}

export interface FinishedChunk {
  requestId: number;
  chunkNo: number;
  /** Nothing where those of the plan stay, like revisions. */
  subjects?: number[] | undefined;
  revisions?: (number | null)[] | null | undefined;
  receivers?: (number | null)[] | null | undefined;
  whys?: string | null | undefined;
  books?: number[] | null | undefined;
  outcomes: string;
  details: Record<number, RowDetail> | null;
  counts: Counts;
}

export function finishChunk(tx: Transaction, orgId: number, chunk: FinishedChunk): void {
  const { counts } = chunk;
  tx.write({
    name: 'finish-chunk',
    text: `update request_chunk set subjects = coalesce($4, subjects), outcomes = $5, details = $6,
        revisions = coalesce($7, revisions), receivers = coalesce($8, receivers),
        whys = coalesce($9, whys), books = coalesce($10, books)
      where org_id = $1 and request_id = $2 and chunk_no = $3`,
    values: [
      orgId,
      chunk.requestId,
      chunk.chunkNo,
      chunk.subjects ?? null,
      chunk.outcomes,
      chunk.details && JSON.stringify(chunk.details),
      chunk.revisions ?? null,
      chunk.receivers ?? null,
      chunk.whys ?? null,
      chunk.books ?? null,
    ],
  });
  tx.write({
    name: 'count-outcomes',
    text: `update request set changed = changed + $3, changed_in_part = changed_in_part + $4,
        unchanged = unchanged + $5, failed = failed + $6, skipped = skipped + $7
      where org_id = $1 and request_id = $2`,
    values: [
      orgId,
      chunk.requestId,
      counts.changed,
      counts.changedInPart,
      counts.unchanged,
      counts.failed,
      counts.skipped,
    ],
  });
}
