import type { Sql } from 'sql-template-tag';
import type { Transaction } from './transaction.ts';

/**
 * All rows of a query by a cursor of this transaction, one query after the other. The first of them are read already, so that
 * what the database refuses is refused before anything is told. While some are taken, the database looks for the next; each
 * fetch is a statement of its own, so the time that one may take is no limit to all of them.
 */
export async function readWhole<Row extends object>(
  tx: Transaction,
  query: Sql,
  rowsAFetch: number,
): Promise<AsyncGenerator<Row[], void>> {
  const fetch = () => tx.read<Row>({ text: `fetch ${rowsAFetch} from whole`, values: [] });
  tx.write({ text: 'set local cursor_tuple_fraction = 1', values: [] });
  tx.write({ text: `declare whole no scroll cursor for ${query.text}`, values: query.values });
  const first = await fetch();
  return follow();

  async function* follow(): AsyncGenerator<Row[], void> {
    for (let rows = first; rows.length > 0; ) {
      const next = rows.length === rowsAFetch ? fetch() : undefined;
      yield rows;
      rows = (await next) ?? [];
    }
    tx.write({ text: 'close whole', values: [] });
  }
}
