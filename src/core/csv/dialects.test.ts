import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { guardFormulas } from '../../contract/rules/formula-rules.ts';
import { readTable } from './read-table.ts';

const names = ['lead_id', 'primary_email', 'key'];
const rules = { required: ['lead_id'], optional: ['primary_email', 'key'] };

/** How a spreadsheet may write a table. */
const dialect = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  saysSeparator: fc.boolean(),
  encoding: fc.constantFrom('utf8', 'utf16le', 'utf16be'),
  hasMark: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  quotesAll: fc.boolean(),
  emptyColumns: fc.integer({ min: 0, max: 3 }),
  emptyLines: fc.integer({ min: 0, max: 3 }),
  piece: fc.integer({ min: 1, max: 64 }),
});
type Dialect = typeof dialect extends fc.Arbitrary<infer Value> ? Value : never;

/** Whatever would be a problem of its row is left to other tests. */
const cell = fc
  .string({ unit: fc.constantFrom(...('aZ7,;|"\'é李😀 .@'.match(/./gu) ?? [])), maxLength: 8 })
  .map((text) => text.trim());
const table = fc.array(fc.tuple(fc.integer({ min: 1 }).map(String), cell, cell), {
  minLength: 1,
  maxLength: 6,
});

function write(rows: readonly string[][], how: Dialect): Buffer {
  const { separator, lineEnd, quotesAll, emptyColumns } = how;
  const quote = (text: string) =>
    quotesAll || /[",;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const line = (values: readonly string[]) =>
    [...values.map(guardFormulas), ...Array<string>(emptyColumns).fill('')].map(quote).join(separator);
  const blank = Array<string>(how.emptyLines).fill(separator.repeat(emptyColumns));
  const lines = [
    ...(how.saysSeparator ? [`sep=${separator}`] : []),
    ...[names, ...rows].map(line),
    ...blank,
    '',
  ];
  return encode(`${how.hasMark ? '\uFEFF' : ''}${lines.join(lineEnd)}`, how.encoding);
}

function encode(text: string, encoding: Dialect['encoding']): Buffer {
  if (encoding === 'utf8') return Buffer.from(text);
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf16le' ? bytes : bytes.swap16();
}

function* cut(bytes: Buffer, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(bytes: Buffer, piece: number): Promise<string[][]> {
  const source = Readable.from(cut(bytes, piece));
  const { batches } = await readTable(source, rules, { mostRows: 100, mostInBatch: 10 });
  const rows: string[][] = [];
  for await (const batch of batches) {
    for (const row of batch) {
      rows.push('values' in row ? names.map((name) => row.values.text(name)) : [row.problem.reason]);
    }
  }
  return rows;
}

test('One table is read alike in every dialect that spreadsheets write, in pieces of any size.', async () => {
  await fc.assert(
    fc.asyncProperty(table, dialect, async (rows, how) => {
      assert.deepEqual(await read(write(rows, how), how.piece), rows);
    }),
    { numRuns: 300 },
  );
});

test('Separators within a quoted name, or in every row, do not make a dialect.', async () => {
  assert.deepEqual(await read(Buffer.from('lead_id,"key",primary_email\n1,a;b;c;d,\n'), 9), [
    ['1', '', 'a;b;c;d'],
  ]);
  const bad = await read(Buffer.from('lead_id\n1;dee@example.com\n'), 9);
  assert.deepEqual(bad, [['1;dee@example.com', '', '']]);
});

test('A value under a column without name, or beyond the last one, is told and not lost.', async () => {
  const head = 'lead_id,primary_email,key,,\n';
  assert.deepEqual(await read(Buffer.from(`${head}1,a,b\n2,a,b,,,,\n3,a,b,c\n4,a,b,,,d\n`), 50), [
    ['1', 'a', 'b'],
    ['2', 'a', 'b'],
    ['The row has 4 values where the header names 3 columns.'],
    ['The row has 6 values where the header names 3 columns.'],
  ]);
  assert.deepEqual(await read(Buffer.from('lead_id,,key,primary_email\n1,x,,\n2,,,\n'), 50), [
    ['Column 2 has a value here and no name in the first line; name it, or take the value out.'],
    ['2', '', ''],
  ]);
});
