import sql, { empty, type Sql } from 'sql-template-tag';
import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Page, type PageAsk, readIdCursor, toPage } from '../paging/page-rules.ts';
import { decodeOutcome, encodeOutcomes, type Outcome, type RowDetail } from './request-rules.ts';
import { type Subjects, subjectsOfRequest } from './request-store.ts';

export type RowOutcome = Outcome | 'not attempted';

/** One row of a request, numbered from 1 in the order of the input. */
export interface RequestRow {
  row: number;
  /** Null where the row names no lead of the org; absent where the rows are users. */
  leadId?: number | null;
  /** Null where the row names no user of the org; absent where the rows are leads. */
  userId?: number | null;
  /** The row as asked, where rows differ in more than whom they name. */
  input?: unknown;
  outcome: RowOutcome;
  code?: string;
  message?: string;
  /** More about why the row did not go as asked. */
  facts?: Record<string, unknown>;
}

interface StoredRow {
  row: number;
  subject: number;
  letter: string;
  input: unknown;
  detail: RowDetail | null;
}

/** The rows of a request with what became of each, in the order of the input. */
export async function listRequestRows(
  database: Database,
  orgId: number,
  ask: { requestId: number; outcome?: RowOutcome | undefined } & PageAsk,
): Promise<Page<RequestRow>> {
  const after = readIdCursor(ask.after) ?? 0;
  const [[request], rows] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read<{ subjects: Subjects | null }>({
        text: `select ${subjectsOfRequest} from request where org_id = $1 and request_id = $2`,
        values: [orgId, ask.requestId],
      }),
      tx.read<StoredRow>(selectRows(orgId, { ...ask, after })),
    ]),
  );
  if (!request) throw new Refusal('request-not-found');
  return toPage(
    rows.map((row) => toRequestRow(row, request.subjects)),
    ask.limit,
    (last) => String(last.row),
  );
}

interface Window {
  requestId: number;
  outcome?: RowOutcome | undefined;
  after: number;
  limit: number;
}

/** Opens only the chunks that the page needs: how many rows of each match is counted without unfolding it. */
function selectRows(orgId: number, { requestId, outcome, after, limit }: Window): Sql {
  const letter = outcome && letterOf(outcome);
  const chunk = sql`c.org_id = ${orgId} and c.request_id = ${requestId}`;
  const letters = sql`coalesce(c.outcomes, repeat('n', cardinality(c.subjects)))`;
  const matches = letter ? sql`length(rest) - length(replace(rest, ${letter}, ''))` : sql`length(rest)`;
  return sql`with numbered as (
      select c.chunk_no, ${letters} as letters,
        (sum(cardinality(c.subjects)) over (order by c.chunk_no) - cardinality(c.subjects))::bigint as rows_before
      from request_chunk c where ${chunk}
    ), counted as (
      select chunk_no, rows_before, ${matches} as matches, sum(${matches}) over (order by chunk_no) as matches_so_far
      from numbered, substr(letters, (least(greatest(${after} - rows_before, 0), length(letters)) + 1)::integer) rest
      where rows_before + length(letters) > ${after}
    ), needed as materialized (
      select c.*, n.rows_before, ${letters} as letters
      from counted n join request_chunk c on ${chunk} and c.chunk_no = n.chunk_no
      where n.matches > 0 and n.matches_so_far - n.matches <= ${limit}
    ), page as (
      select n.rows_before + s.place as row, n.chunk_no, s.place, s.subject, s.letter
      from needed n, unnest(n.subjects, string_to_array(n.letters, null)) with ordinality s (subject, letter, place)
      where n.rows_before + s.place > ${after} ${letter ? sql`and s.letter = ${letter}` : empty}
      order by 1 limit ${limit + 1}
    ), input as (
      select n.chunk_no, i.place, i.value from needed n, jsonb_array_elements(n.inputs) with ordinality i (value, place)
    ), detail as (
      select n.chunk_no, d.key::bigint + 1 as place, d.value from needed n, jsonb_each(n.details) d
    )
    select page.row, page.subject, page.letter, input.value as input, detail.value as detail
    from page left join input using (chunk_no, place) left join detail using (chunk_no, place) order by page.row`;
}

function letterOf(outcome: RowOutcome): string {
  return outcome === 'not attempted' ? 'n' : encodeOutcomes([{ outcome }]);
}

function toRequestRow(stored: StoredRow, subjects: Subjects | null): RequestRow {
  const { code, message, ...facts } = stored.detail ?? {};
  return {
    row: stored.row,
    ...nameSubject(stored.subject || null, subjects),
    ...(stored.input === null ? {} : { input: stored.input }),
    outcome: decodeOutcome(stored.letter),
    ...(code === undefined || message === undefined ? {} : { code, message }),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
  };
}

function nameSubject(
  subject: number | null,
  subjects: Subjects | null,
): Pick<RequestRow, 'leadId' | 'userId'> {
  switch (subjects) {
    case 'leads':
      return { leadId: subject };
    case 'users':
      return { userId: subject };
    case null:
      return {};
  }
}
