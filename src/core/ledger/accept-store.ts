import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import type { RequestKind } from '../../contract/words/request-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Unwritten } from './read-spec.ts';
import type { Requester } from './request-rules.ts';

/** A request of one chunk that nobody planned: its rows are judged when a worker runs it. */
export interface AcceptedRequest {
  requester: Requester;
  kind: RequestKind;
  /** A row each. */
  inputs: readonly Unwritten<RowInput>[];
}

/** Records a request, its rows and the job that will run it in one statement, and gives its id. */
export async function insertAccepted(
  tx: Transaction,
  orgId: number,
  { kind, requester, inputs }: AcceptedRequest,
): Promise<number> {
  const [row] = await tx.read<{ id: number }>({
    name: 'insert-accepted-request',
    text: `with accepted as (
        insert into request (org_id, kind, state, origin, spec, requested_by, total, key_made_by)
        values ($1, $2, 'queued', $3, '{}', $4, $5, $7) returning request_id
      ), rows as (
        insert into request_chunk (org_id, request_id, chunk_no, subjects, inputs)
        select $1, request_id, 1, array_fill(0::bigint, array[$5::integer]), $6 from accepted
      )
      select request_id as id, enqueue_request(request_id) from accepted`,
    values: [
      orgId,
      kind,
      requester.origin,
      requester.userId,
      inputs.length,
      JSON.stringify(inputs),
      requester.keyMadeBy ?? null,
    ],
  });
  if (!row) throw new Error('An accepted request was not recorded.');
  return row.id;
}
