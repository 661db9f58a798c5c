import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import type { PageOf, Pages } from '../../client/client.ts';
import { readPositive, UsageError } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';

export interface PageFlags {
  limit: number;
  after?: string;
  csv?: true;
  json?: true;
}

const largestPage = 1_000;

/** The options of every command that lists. */
export function addPageOptions(command: Command): Command {
  return command
    .option('--limit <n>', `how many to list, up to ${largestPage}`, readLimit, 20)
    .option('--after <cursor>', 'list what follows, by the cursor that the list before ended with')
    .addOption(new Option('--csv', 'write all of it as CSV').conflicts(['json', 'limit', 'after']));
}

/** Prints the page that was asked for, or writes the whole list as CSV. */
export async function printList<Item, Page extends PageOf<Item>>(
  flags: PageFlags,
  pages: Pages<Item, Page>,
  lines: (page: Page) => string[],
): Promise<void> {
  if (flags.csv) return writeOut(await pages.csv());
  const page = await pages.first();
  print(flags, page, () => [...lines(page), ...tellNext(page.next)]);
}

/** Writes a download to standard output as it comes. */
export async function writeOut(download: ReadableStream<Uint8Array>): Promise<void> {
  await pipeline(Readable.fromWeb(download), process.stdout, { end: false });
}

export function readLimit(text: string): number {
  const limit = readPositive(text);
  if (limit > largestPage) throw new UsageError(`--limit is at most ${largestPage}.`);
  return limit;
}

/** The last line of a list that goes on. */
export function tellNext(next: string | null): string[] {
  return next === null ? [] : ['', `There are more: add --after '${next}'`];
}
