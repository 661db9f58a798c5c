import { Option } from 'commander';
import { UsageError } from './options.ts';

/** Which columns of a file are left aside. */
export function ignoreColumnsOption(): Option {
  return new Option(
    '--ignore-columns <names>',
    'columns of the file to leave aside, separated by commas; unknown: all that are not known',
  ).argParser((text) => text.split(',').map((name) => name.trim()));
}

export function ensureOfCsv({
  csv,
  ignoreColumns,
}: {
  csv?: string | undefined;
  ignoreColumns?: string[] | undefined;
}): void {
  if (csv === undefined && ignoreColumns) throw new UsageError('--ignore-columns goes with --csv.');
}
