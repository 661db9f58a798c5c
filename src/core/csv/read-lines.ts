import { pipeline, type Readable, Readable as Stream } from 'node:stream';
import { parse } from 'csv-parse';
import { Refusal } from '../../contract/refusal.ts';
import { type Dialect, findDialect } from './separator-rules.ts';
import { toUtf8 } from './to-utf8.ts';

/** One record of a CSV file and the line it begins on; `broken` says why nothing can be read from here on. */
export type CsvLine = { line: number; values: string[] } | { line: number; broken: string };

const longestRecord = 1_000_000;
/** More than the longest header that is taken: what the dialect of a file is told from. */
const longestHead = 262_144;
/** What may say the separator, and the header. */
const linesOfHead = 2;
const [quote, blank, lineEnds] = [0x22, 0x20, new Set([0x0a, 0x0d])];

const brokenBecause: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote opens in this row and never closes, so nothing after this line was read.',
  CSV_MAX_RECORD_SIZE: `This row is longer than ${longestRecord} characters, perhaps because a quote in it never closes, so nothing after this line was read.`,
};

/**
 * Reads a file record by record in whichever dialect a spreadsheet wrote it, skipping records without any value. Lines
 * are counted here, from the line breaks inside values: csv-parse counts one of CR LF twice. Leaving the loop closes
 * the file. The names that `isKnown` tell a header's separator from what stands within its names.
 */
export async function* readLines(
  source: Readable,
  isKnown: (name: string) => boolean,
): AsyncGenerator<CsvLine, void> {
  const end: { broken?: string } = {};
  const pieces = toUtf8(source);
  const { head, dialect } = await openText(pieces, isKnown);
  const parser = openParser(dialect, end);
  pipeline(Stream.from(feed(head.subarray(dialect.skippedBytes), pieces, end)), parser, () => {}); // the loop below meets any error
  let line = 1 + dialect.skippedLines;
  for await (const values of recordsOf(parser)) {
    if (values.some((value) => value.trim() !== '')) yield { line, values };
    line += 1 + countBreaks(values);
  }
  if (end.broken) yield { line, broken: end.broken };
}

/** The beginning of a text, and the dialect that it tells. */
async function openText(
  pieces: AsyncGenerator<Buffer, void>,
  isKnown: (name: string) => boolean,
): Promise<{ head: Buffer; dialect: Dialect }> {
  try {
    const head = await takeHead(pieces);
    const dialect = findDialect(head.toString('utf8', 0, longestHead), isKnown);
    if ('separator' in dialect) return { head, dialect };
    throw new Refusal('invalid-input', {
      message: `The first line says that "${dialect.unknownSeparator}" separates the columns; commas, semicolons, tabs and vertical bars can. Save the file with one of them.`,
    });
  } catch (error) {
    await pieces.return();
    throw error;
  }
}

/** As much as tells the dialect, and no more: a file may come slowly, and its first rows are not to wait for the others. */
async function takeHead(pieces: AsyncGenerator<Buffer, void>): Promise<Buffer> {
  const taken: Buffer[] = [];
  const countLines = openLineCount();
  for (let bytes = 0; bytes < longestHead; ) {
    const { value } = await pieces.next();
    if (!value) break;
    taken.push(value);
    bytes += value.length;
    if (countLines(value) >= linesOfHead) break;
  }
  return Buffer.concat(taken);
}

/** Counts the lines with any text that the pieces given so far end, outside of quotes. */
function openLineCount(): (piece: Buffer) => number {
  let [lines, hasText, isQuoted] = [0, false, false];
  return (piece) => {
    for (const byte of piece) {
      if (byte === quote) isQuoted = !isQuoted;
      if (byte > blank) hasText = true;
      else if (hasText && !isQuoted && lineEnds.has(byte)) {
        lines += 1;
        hasText = false;
      }
    }
    return lines;
  };
}

function openParser({ separator }: Dialect, end: { broken?: string }) {
  return parse({
    delimiter: separator,
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
}

function recordsOf(parser: AsyncIterable<string[]>): AsyncIterable<string[]> {
  return parser;
}

async function* feed(
  head: Buffer,
  pieces: AsyncGenerator<Buffer, void>,
  end: { broken?: string },
): AsyncGenerator<Buffer> {
  try {
    yield head;
    for await (const bytes of pieces) {
      if (end.broken) return;
      yield bytes;
    }
  } finally {
    await pieces.return();
  }
}

function countBreaks(values: readonly string[]): number {
  let breaks = 0;
  for (const value of values) {
    if (value.includes('\n') || value.includes('\r')) breaks += value.match(/\r\n|\r|\n/g)?.length ?? 0;
  }
  return breaks;
}
