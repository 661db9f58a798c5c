import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../../database/database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import type { Reader } from '../../access/access-rules.ts';
import {
  lettersOfChunk,
  type RequestRow,
  readShared,
  type StoredRow,
  selectRows,
  tellRows,
} from './request-row.ts';

/** How far the rows were read. */
interface Place {
  chunkNo: number;
  place: number;
  row: number;
}

const rowsAPage = 5_000;

/**
 * All rows of a request in sight in the order of the input, page after page, each read when it is asked for: neither a
 * connection nor more than a page is held between. Refuses an unknown request at once, before any page.
 */
export async function streamRequestRows(
  database: Database,
  reader: Reader,
  requestId: number,
): Promise<AsyncGenerator<RequestRow[], void>> {
  const { orgId } = reader;
  const shared = await readInOrg(database, orgId, (tx) => readShared(tx, reader, requestId));
  return pages();

  async function* pages(): AsyncGenerator<RequestRow[], void> {
    let last: Place = { chunkNo: 0, place: 0, row: 0 };
    for (;;) {
      const page = await readInOrg(database, orgId, async (tx) => {
        const stored = await tx.read<StoredRow>(selectAfter(orgId, requestId, last));
        return { end: stored.at(-1), rows: await tellRows(tx, reader, stored, shared) };
      });
      if (!page.end) return;
      last = page.end;
      yield page.rows;
    }
  }
}

/** The rows after `last` that are in one chunk, the same or the next. */
function selectAfter(orgId: number, requestId: number, { chunkNo, place, row }: Place): Sql {
  const isLast = sql`c.chunk_no = ${chunkNo}::integer`;
  const needed = sql`needed as materialized (
      select c.*, ${lettersOfChunk} as letters, case when ${isLast} then ${place}::bigint else 0 end as places_before,
        ${row}::bigint - case when ${isLast} then ${place}::bigint else 0 end as rows_before
      from request_chunk c
      where c.org_id = ${orgId} and c.request_id = ${requestId} and c.chunk_no >= ${chunkNo}::integer
        and cardinality(c.subjects) > case when ${isLast} then ${place}::bigint else 0 end
      order by c.chunk_no limit 1
    )`;
  return selectRows({ needed, wanted: sql`s.place > n.places_before`, limit: rowsAPage });
}
