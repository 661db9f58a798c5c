import type { Transaction } from '../../database/transaction.ts';
import type { Why } from '../assignments/explain-whys.ts';
import type { OnDrift, OnFailure } from './plan-rules.ts';
import type { Chunk } from './request-chunk-store.ts';
import type { RequestKind, RequestState } from './request-rules.ts';

/** A request as its retry needs to know it. */
export interface RetryableRequest {
  kind: RequestKind;
  state: RequestState;
  spec: unknown;
  onFailure: OnFailure;
  onDrift: OnDrift;
  finishedAt: string | null;
  /** Its rows were frozen by a plan, so they can be frozen again. */
  wasPlanned: boolean;
}

export async function findRetryable(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<RetryableRequest | undefined> {
  const [row] = await tx.read<RetryableRequest>({
    text: `select kind, state, spec, on_failure as "onFailure", on_drift as "onDrift",
        finished_at as "finishedAt", preview is not null as "wasPlanned"
      from request where org_id = $1 and request_id = $2`,
    values: [orgId, requestId],
  });
  return row;
}

/** What was asked for all rows of a request, as its plan wrote it. */
export async function readSpec<Spec extends object>(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<Spec> {
  const [row] = await tx.read<{ spec: Spec }>({
    text: 'select spec from request where org_id = $1 and request_id = $2',
    values: [orgId, requestId],
  });
  if (!row) throw new Error(`Request ${requestId} went away.`);
  return row.spec;
}

/** A row that failed or was not attempted, as its plan froze it. */
export interface RowToRetry<Input> {
  subject: number;
  /** 0: nobody, or the plan could not tell who; -1: of a lead, nobody as was asked. */
  receiverId: number;
  input: Input | null;
  key: string | undefined;
  /** How a distribution placed it: kept, or by share. */
  why: Why | undefined;
}

interface EndedChunk<Input> extends Pick<Chunk<Input>, 'chunkNo' | 'subjects' | 'receivers' | 'inputs'> {
  keys: (string | null)[] | null;
  whys: string | null;
  outcomes: string | null;
}

/** The rows of one part of a request that failed or were not attempted, chunk after chunk in their order. */
export async function* readRowsToRetry<Input>(
  tx: Transaction,
  orgId: number,
  { requestId, part }: { requestId: number; part: 'leads' | 'users' | 'account' },
): AsyncGenerator<RowToRetry<Input>[]> {
  for (let after = 0; ; ) {
    const [chunk] = await tx.read<EndedChunk<Input>>({
      text: `select chunk_no as "chunkNo", subjects, receivers, inputs, keys, whys, outcomes from request_chunk
        where org_id = $1 and request_id = $2 and part = $3 and chunk_no > $4 order by chunk_no limit 1`,
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

function toRow<Input>(
  { receivers, inputs, keys, whys }: EndedChunk<Input>,
  subject: number,
  place: number,
): RowToRetry<Input> {
  const why = whys?.[place];
  return {
    subject,
    receiverId: receivers?.[place] ?? 0,
    input: inputs?.[place] ?? null,
    key: keys?.[place] ?? undefined,
    why: why === 'k' || why === 's' || why === 'r' || why === 'l' ? why : undefined,
  };
}
