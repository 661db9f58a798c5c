import { type CsvForm, writeCsv } from '../../http/v1/csv/csv-form.ts';
import { print } from './print.ts';

/** Prints a list that is here as a whole: as CSV, as JSON or as lines for people. */
export async function printWhole<Item>(
  flags: { csv?: true; json?: true },
  items: readonly Item[],
  { form, lines }: { form: CsvForm<Item>; lines: () => string[] },
): Promise<void> {
  if (!flags.csv) return print(flags, items, lines);
  for await (const text of writeCsv(form, [items])) process.stdout.write(text);
}
