import type { Transaction } from '../../database/transaction.ts';
import type { Preview } from './plan-rules.ts';
import { type Chunk, chunkColumns } from './request-chunk-store.ts';
import type { RowDetail } from './request-rules.ts';
import { type RunnableRequest, runnableColumns } from './request-store.ts';

/** The chunk of a planned request that follows chunk `after`, with the request; undefined where none is left. */
export async function findForTrial(
  tx: Transaction,
  orgId: number,
  requestId: number,
  after: number,
): Promise<{ request: RunnableRequest; chunk: Chunk } | undefined> {
  const [[request], [chunk]] = await Promise.all([
    tx.read<RunnableRequest>({
      text: `select ${runnableColumns} from request where org_id = $1 and request_id = $2`,
      values: [orgId, requestId],
    }),
    tx.read<Chunk>({
      text: `select ${chunkColumns} from request_chunk
        where org_id = $1 and request_id = $2 and chunk_no > $3 order by chunk_no limit 1`,
      values: [orgId, requestId, after],
    }),
  ]);
  return request && chunk && { request, chunk };
}

export function foreseeChunk(
  tx: Transaction,
  orgId: number,
  chunk: {
    requestId: number;
    chunkNo: number;
    planned: string;
    details: Record<number, RowDetail> | null;
    receivers: (number | null)[] | undefined;
  },
): void {
  tx.write({
    text: `update request_chunk set planned = $4, details = $5, receivers = coalesce($6, receivers)
      where org_id = $1 and request_id = $2 and chunk_no = $3 and outcomes is null`,
    values: [
      orgId,
      chunk.requestId,
      chunk.chunkNo,
      chunk.planned,
      chunk.details && JSON.stringify(chunk.details),
      chunk.receivers ?? null,
    ],
  });
}

export function writePreview(tx: Transaction, orgId: number, requestId: number, preview: Preview): void {
  tx.write({
    text: 'update request set preview = $3 where org_id = $1 and request_id = $2',
    values: [orgId, requestId, JSON.stringify(preview)],
  });
}
