import type { Sql } from 'sql-template-tag';
import type { Transaction } from '../../database/transaction.ts';

/** Few enough that what is held of them stays small, whatever their texts are. */
const rowsAFetch = 2_000;

/**
 * All rows of a query by a cursor of this transaction, the first of them read already, so that what the database refuses
 * is refused before anything is told. While some are taken, the database looks for the next; each fetch is a statement
 * of its own, so the time that one may take is no limit to all of them.
 */
export async function readWhole<Row extends object>(
  tx: Transaction,
  query: Sql,
): Promise<AsyncGenerator<Row[], void>> {
  const fetch = () => tx.read<Row>({ text: `fetch ${rowsAFetch} from whole`, values: [] });
  tx.write({ text: 'set local cursor_tuple_fraction = 1', values: [] });
  tx.write({ text: `declare whole no scroll cursor for ${query.text}`, values: query.values });
  return follow(await fetch(), fetch);
}

async function* follow<Row>(first: Row[], fetch: () => Promise<Row[]>): AsyncGenerator<Row[], void> {
  for (let rows = first; rows.length > 0; ) {
    const next = rows.length === rowsAFetch ? fetch() : undefined;
    yield rows;
    rows = (await next) ?? [];
  }
}
