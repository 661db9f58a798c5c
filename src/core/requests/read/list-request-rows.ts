import sql, { empty, type Sql } from 'sql-template-tag';
import type { RowFilter } from '../../../contract/words/request-words.ts';
import type { Database } from '../../../database/database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import type { Reader } from '../../access/access-rules.ts';
import { lettersOf } from '../../ledger/request-rules.ts';
import { idCursorOf, type Page, type PageAsk, toPage } from '../../paging/page-rules.ts';
import {
  lettersOfChunk,
  type RequestRow,
  readShared,
  type StoredRow,
  selectRows,
  tellRows,
} from './request-row.ts';

const cursor = idCursorOf('rows');

/** The rows of a request in sight with what is to become of each and what became of it, in the order of the input. */
export async function listRequestRows(
  database: Database,
  reader: Reader,
  ask: { requestId: number; outcome?: RowFilter | undefined } & PageAsk,
): Promise<Page<RequestRow>> {
  const after = cursor.open(reader.orgId, ask.after) ?? 0;
  const rows = await readInOrg(database, reader.orgId, async (tx) => {
    const [shared, stored] = await Promise.all([
      readShared(tx, reader, ask.requestId),
      tx.read<StoredRow>(selectWindow(reader.orgId, { ...ask, after })),
    ]);
    return tellRows(tx, reader, stored, shared);
  });
  return toPage(rows, ask.limit, (last) => cursor.seal(reader.orgId, last.row));
}

interface Window {
  requestId: number;
  outcome?: RowFilter | undefined;
  after: number;
  limit: number;
}

/** Opens only the chunks that the page needs: how many rows of each match is counted without unfolding it. */
function selectWindow(orgId: number, { requestId, outcome, after, limit }: Window): Sql {
  const letters = outcome && lettersOf(outcome);
  const chunk = sql`c.org_id = ${orgId} and c.request_id = ${requestId}`;
  const matches = letters ? sql`length(rest) - length(translate(rest, ${letters}, ''))` : sql`length(rest)`;
  const needed = sql`numbered as (
      select c.chunk_no, ${lettersOfChunk} as letters,
        (sum(cardinality(c.subjects)) over (order by c.chunk_no) - cardinality(c.subjects))::bigint as rows_before
      from request_chunk c where ${chunk}
    ), counted as (
      select chunk_no, rows_before, ${matches} as matches, sum(${matches}) over (order by chunk_no) as matches_so_far
      from numbered, substr(letters, (least(greatest(${after} - rows_before, 0), length(letters)) + 1)::integer) rest
      where rows_before + length(letters) > ${after}
    ), needed as materialized (
      select c.*, n.rows_before, ${lettersOfChunk} as letters
      from counted n join request_chunk c on ${chunk} and c.chunk_no = n.chunk_no
      where n.matches > 0 and n.matches_so_far - n.matches <= ${limit}
    )`;
  const isMatch = letters ? sql`and strpos(${letters}, s.letter) > 0` : empty;
  const wanted = sql`n.rows_before + s.place > ${after} ${isMatch}`;
  return selectRows({ needed, wanted, limit: limit + 1 });
}
