import type { Command } from 'commander';
import { readPositive, UsageError } from '../options.ts';

export interface PageFlags {
  limit: number;
  after?: string;
}

const largestPage = 1_000;

/** The options of every command that lists. */
export function addPageOptions(command: Command): Command {
  return command
    .option('--limit <n>', `how many to list, up to ${largestPage}`, readLimit, 20)
    .option('--after <cursor>', 'list what follows, by the cursor that the list before ended with');
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
