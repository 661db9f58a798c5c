import { parse } from 'csv-parse/sync';

/** How the columns of a file are separated, and what stands above its header. */
export interface Dialect {
  separator: string;
  /** The length of what stands above, in bytes, and how many lines it is. */
  skippedBytes: number;
  skippedLines: number;
}

const separators = [',', ';', '\t', '|'] as const;

/**
 * Finds how a file is separated from its beginning alone: as a line `sep=;` says, or as its header has most columns
 * that are known, or else most columns. No row is looked at.
 */
export function findDialect(
  text: string,
  isKnown: (name: string) => boolean,
): Dialect | { unknownSeparator: string } {
  const [line, said] = /^\s*"?sep=([^\r\n])"?[\t ,;|]*(?:\r\n|\n|\r|$)/i.exec(text) ?? [];
  if (line === undefined || said === undefined)
    return { separator: chooseSeparator(text, isKnown), skippedBytes: 0, skippedLines: 0 };
  const separator = separators.find((each) => each === said);
  if (separator === undefined) return { unknownSeparator: said };
  const skippedLines = line.match(/\r\n|\n|\r/g)?.length ?? 0;
  return { separator, skippedBytes: Buffer.byteLength(line), skippedLines };
}

function chooseSeparator(text: string, isKnown: (name: string) => boolean): string {
  const judged = separators.map((separator) => {
    const names = splitHeader(text, separator);
    return { separator, known: names.filter(isKnown).length, columns: names.length };
  });
  return judged.toSorted((a, b) => b.known - a.known || b.columns - a.columns)[0]?.separator ?? ',';
}

/** The names of the first line that has any. */
function splitHeader(text: string, separator: string): string[] {
  const [header = []]: string[][] = parse(text, {
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_empty_values: true,
    skip_records_with_error: true,
    to: 1,
  });
  return header.filter((name) => name.trim() !== '');
}
