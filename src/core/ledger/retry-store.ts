import sql, { raw } from 'sql-template-tag';
import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import type { OnDrift, OnFailure, OnReceiverUnavailable } from '../../contract/words/term-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PartName } from './part-rules.ts';
import { type Asked, specOf } from './read-spec.ts';
import type { Chunk, Why } from './request-chunk-store.ts';
import { undoneBy } from './request-summary.ts';
import type { Retryable } from './way-rules.ts';

/** A request as its retry needs to know it. */
export type RetryableRequest = Omit<Retryable, 'kind'> &
  Asked & {
    onFailure: OnFailure;
    onDrift: OnDrift;
    onReceiverUnavailable: OnReceiverUnavailable;
  };

export async function findRetryable(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<RetryableRequest | undefined> {
  const [row] =
    await tx.read<RetryableRequest>(sql`select kind, state, ${raw(specOf('r'))} as spec, on_failure as "onFailure",
      on_drift as "onDrift", on_receiver_unavailable as "onReceiverUnavailable",
      finished_at as "finishedAt", preview is not null as "wasPlanned",
      total - changed - unchanged - skipped as "toRetry", changed, put_back as "putBack", ${undoneBy}
    from request r where org_id = ${orgId} and request_id = ${requestId}`);
  return row;
}

/** The request that this one retries, as far as it says how far it is undone. */
export async function findRetried(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<(Pick<Retryable, 'changed' | 'putBack' | 'undoneBy'> & { requestId: number }) | undefined> {
  const [row] = await tx.read<Pick<Retryable, 'changed' | 'putBack' | 'undoneBy'> & { requestId: number }>(
    sql`select r.request_id as "requestId", r.changed, r.put_back as "putBack", ${undoneBy}
      from request retry join request r on r.org_id = retry.org_id and r.request_id = retry.retries
      where retry.org_id = ${orgId} and retry.request_id = ${requestId}`,
  );
  return row;
}

/** A row that failed or was not attempted, as its plan froze it. */
export interface RowToRetry {
  subject: number;
  /** 0: nobody, or the plan could not tell who; -1: of a lead, nobody as was asked. */
  receiverId: number;
  input: RowInput | null;
  key: string | undefined;
  /** How a distribution placed it: kept, or by share. */
  why: Why | undefined;
}

interface EndedChunk extends Pick<Chunk, 'chunkNo' | 'subjects' | 'receivers' | 'inputs'> {
  keys: (string | null)[] | null;
  whys: string | null;
  outcomes: string | null;
  /** Of its receivers, who takes no leads now. */
  away: number[];
}

/** The rows of one part of a request that failed or were not attempted, chunk after chunk in their order. */
export async function* readRowsToRetry(
  tx: Transaction,
  orgId: number,
  { requestId, part }: { requestId: number; part: PartName },
): AsyncGenerator<RowToRetry[]> {
  for (let after = 0; ; ) {
    const [chunk] = await tx.read<EndedChunk>({
      text: `select chunk_no as "chunkNo", subjects, receivers, inputs, keys, whys, outcomes, array(
          select user_id from org_user u where u.org_id = $1 and u.user_id = any(receivers)
            and not (u.is_active and u.is_available and u.leaving_request is null)) as away
        from request_chunk where org_id = $1 and request_id = $2 and part = $3 and chunk_no > $4 order by chunk_no limit 1`,
      values: [orgId, requestId, part, after],
    });
    if (!chunk) return;
    after = chunk.chunkNo;
    yield chunk.subjects.flatMap((subject, place) =>
      isToRetry(chunk.outcomes?.[place]) ? [toRow(chunk, subject, place)] : [],
    );
  }
}

function isToRetry(letter: string | undefined): boolean {
  return letter === undefined || letter === 'f' || letter === 'n';
}

/** Whom a distribution chose and who takes no leads by now is nobody any more. */
function toRow(
  { receivers, inputs, keys, whys, away }: EndedChunk,
  subject: number,
  place: number,
): RowToRetry {
  const why = whys?.[place];
  const chosen = why === 'k' || why === 's' || why === 'r' || why === 'l' ? why : undefined;
  const receiverId = receivers?.[place] ?? 0;
  const isAway = chosen !== undefined && away.includes(receiverId);
  return {
    subject,
    receiverId: isAway ? 0 : receiverId,
    input: inputs?.[place] ?? null,
    key: keys?.[place] ?? undefined,
    why: isAway ? undefined : chosen,
  };
}
