import type { RequestKind } from '../../contract/words/request-words.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Of what kind a request is, and the id of what its first row is about, such as whom it made. */
export async function findMade(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<{ kind: RequestKind; subject: number }> {
  const [made] = await tx.read<{ kind: RequestKind; subject: number }>({
    text: `select r.kind, c.subjects[1] as subject from request r
      join request_chunk c on c.org_id = r.org_id and c.request_id = r.request_id
      where r.org_id = $1 and r.request_id = $2 order by c.chunk_no limit 1`,
    values: [orgId, requestId],
  });
  if (!made) throw new Error(`Request ${requestId} has no row.`);
  return made;
}
