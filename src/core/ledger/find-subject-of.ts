import type { Transaction } from '../../database/transaction.ts';

/** The id of what the first row of a request is about, such as whom it made. */
export async function findSubjectOf(tx: Transaction, orgId: number, requestId: number): Promise<number> {
  const [first] = await tx.read<{ subject: number }>({
    text: `select subjects[1] as subject from request_chunk
      where org_id = $1 and request_id = $2 order by chunk_no limit 1`,
    values: [orgId, requestId],
  });
  if (!first) throw new Error(`Request ${requestId} has no row.`);
  return first.subject;
}
