import { pipeline, type Readable, Readable as Stream } from 'node:stream';
import { parse } from 'csv-parse';
import { Refusal } from '../../contract/refusal.ts';

/** One record of a CSV file and the line it begins on; `broken` says why nothing can be read from here on. */
export type CsvLine = { line: number; values: string[] } | { line: number; broken: string };

const longestRecord = 1_000_000;

const brokenBecause: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote opens in this row and never closes, so nothing after this line was read.',
  CSV_MAX_RECORD_SIZE: `This row is longer than ${longestRecord} characters, perhaps because a quote in it never closes, so nothing after this line was read.`,
};

/**
 * Reads a file record by record, skipping those without any value. Lines are counted here, from the line
 * breaks inside values: csv-parse counts one of CR LF twice. Leaving the loop closes the file.
 */
export async function* readLines(source: Readable): AsyncGenerator<CsvLine, void> {
  const end: { broken?: string } = {};
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: longestRecord,
    // An error would throw away records that were read before it; a skip leaves them to be taken.
    skip_records_with_error: true,
    on_skip: (error): undefined => {
      end.broken ??=
        brokenBecause[error?.code ?? ''] ?? `${error?.message}. Nothing after this line was read.`;
    },
    on_record: (record: string[]) => (end.broken ? null : record),
  });
  pipeline(Stream.from(feed(source, end)), parser, () => {}); // the loop below meets any error
  let line = 1;
  for await (const values of recordsOf(parser)) {
    if (values.some((value) => value.trim() !== '')) yield { line, values };
    line += 1 + countBreaks(values);
  }
  if (end.broken) yield { line, broken: end.broken };
}

function recordsOf(parser: AsyncIterable<string[]>): AsyncIterable<string[]> {
  return parser;
}

async function* feed(source: Readable, end: { broken?: string }): AsyncGenerator<unknown> {
  let isFirst = true;
  for await (const bytes of source) {
    if (isFirst && isUtf16(bytes)) {
      throw new Refusal('invalid-input', {
        message: 'Line 1 is UTF-16, not UTF-8. Save the file as CSV UTF-8 and send it again.',
      });
    }
    isFirst = false;
    if (end.broken) return;
    yield bytes;
  }
}

function isUtf16(bytes: unknown): boolean {
  const mark = Buffer.isBuffer(bytes) ? bytes.toString('hex', 0, 2) : '';
  return mark === 'fffe' || mark === 'feff';
}

function countBreaks(values: readonly string[]): number {
  let breaks = 0;
  for (const value of values) {
    if (value.includes('\n') || value.includes('\r')) breaks += value.match(/\r\n|\r|\n/g)?.length ?? 0;
  }
  return breaks;
}
