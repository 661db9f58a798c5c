import { stringify } from 'csv-stringify/sync';
import { guardFormulas } from '../../../contract/rules/formula-rules.ts';

type Cell = string | number | boolean | null | undefined;
type Cells<Item> = Readonly<Record<string, (item: Item) => Cell>>;

/** What a list is as CSV: its columns, and an item as a row of them. */
export interface CsvForm<Item> {
  columns: readonly string[];
  toRecord(item: Item): readonly Cell[];
  /** The member of the answer that is the list, where it is not `items`. */
  itemsIn?: string;
}

/** Columns in their order, each by its name. */
export function formOf<Item>(cells: Cells<Item>): CsvForm<Item> {
  const read = Object.values(cells);
  return { columns: Object.keys(cells), toRecord: (item) => read.map((cell) => cell(item)) };
}

interface Named {
  userId: number;
  name: string;
  email: string;
}

/** Who somebody is, in three columns: names are not unique. */
export function personCells<Item>(
  column: string,
  find: (item: Item) => Named | null | undefined,
): Cells<Item> {
  return {
    [`${column}_id`]: (item) => find(item)?.userId,
    [`${column}_name`]: (item) => find(item)?.name,
    [`${column}_email`]: (item) => find(item)?.email,
  };
}

/** Page after page as CSV. A text that a spreadsheet would take for a formula gets a ' before it. */
export async function* writeCsv<Item>(
  { columns, toRecord }: CsvForm<Item>,
  pages: AsyncIterable<readonly Item[]> | Iterable<readonly Item[]>,
): AsyncGenerator<string, void> {
  yield toLines([columns]);
  for await (const items of pages) yield toLines(items.map(toRecord));
}

function toLines(records: (readonly Cell[])[]): string {
  return stringify(records, { cast: { string: guardFormulas, boolean: String } });
}

/** Page after page as JSON, an item a line: every text as it is. */
export async function* writeNdjson<Item>(
  pages: AsyncIterable<readonly Item[]>,
): AsyncGenerator<string, void> {
  for await (const items of pages) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
}
