import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { readTable } from './read-table.ts';

const rules = { required: ['a', 'b'], optional: [] };
const broken = 'has a line break or a tab in it; take it out.';

/** Every row as `line: a|b` or `line: reason`. */
async function read(parts: Iterable<string | Buffer>, mostRows = 100): Promise<string[]> {
  const table = await readTable(Readable.from(parts, { objectMode: true }), rules, {
    mostRows,
    mostInBatch: 5_000,
  });
  const rows: string[] = [];
  for await (const batch of table.batches) {
    for (const row of batch) {
      const said = 'problem' in row ? row.problem.reason : `${row.values.text('a')}|${row.values.text('b')}`;
      rows.push(`${row.line}: ${('values' in row && row.values.problem?.reason) || said}`);
    }
  }
  return rows;
}

async function refusalOf(parts: Iterable<string | Buffer>): Promise<string> {
  const source = Readable.from(parts, { objectMode: true });
  const error: unknown = await readTable(source, rules, { mostRows: 100, mostInBatch: 5_000 }).catch(
    (refusal: unknown) => refusal,
  );
  assert.ok(error instanceof Error);
  assert.ok(source.destroyed);
  return error.message;
}

test('Rows keep the number of the line they begin on, whatever is in their values.', async () => {
  assert.deepEqual(await read(['a,b\r\n"x\r\ny","1,2"\r\n\r\n , \r\nz,"say ""hi"""']), [
    `2: \`a\` ${broken}`,
    '6: z|say "hi"',
  ]);
  assert.deepEqual(await read(['a,b\n"x\n\ny",1\nz,2\n']), [`2: \`a\` ${broken}`, '5: z|2']);
  assert.deepEqual(await read(['a,b\rx,1\ry,2']), ['2: x|1', '3: y|2']);
});

test('A file may arrive in pieces of any size.', async () => {
  const bytes = Buffer.from('\ufeffa,b\r\n"Zoë\r\n",1\r\ny,"2"\r\n');
  const pieces = Array.from(bytes, (byte) => Buffer.from([byte]));
  assert.deepEqual(await read(pieces), ['2: Zoë|1', '4: y|2']);
});

test('A byte order mark is no part of the first name, quoted or not.', async () => {
  assert.deepEqual(await read(['\ufeff"a",b\nx,1\n']), ['2: x|1']);
  assert.deepEqual(await read(['\ufeffa,b\nx,1\n']), ['2: x|1']);
});

test('A quote in the midst of a value is part of it.', async () => {
  assert.deepEqual(await read(['a,b\n5" pipe,"Bob" Jr\ny,2\n']), ['2: 5" pipe|"Bob" Jr', '3: y|2']);
});

test('A value of several lines, or with a tab, is a problem of its row.', async () => {
  assert.deepEqual(await read(['a,b\nx\ty,1\n"x\ny",1\nz,2\n']), [
    `2: \`a\` ${broken}`,
    `3: \`a\` ${broken}`,
    '5: z|2',
  ]);
});

test('A row with too few or too many values has a problem, and the next is read.', async () => {
  assert.deepEqual(await read(['a,b\nx\nx,1,2\ny,2\n']), [
    '2: The row has 1 value where the header names 2 columns.',
    '3: The row has 3 values where the header names 2 columns.',
    '4: y|2',
  ]);
});

test('A value that is not UTF-8, has a control character or is too long is a problem of its row.', async () => {
  const latin = Buffer.from('a,b\nZoë,1\ny\0,2\n', 'latin1');
  assert.deepEqual(await read([latin, `${'z'.repeat(1_001)},3\n${'z'.repeat(1_000)},4`]), [
    '2: `a` is not valid UTF-8; save the file as CSV UTF-8.',
    '3: `a` has a control character in it; take it out.',
    '4: `a` is 1001 characters long; at most 1000 are possible.',
    `5: ${'z'.repeat(1_000)}|4`,
  ]);
});

test('A quote that never closes ends the reading, and the rows before it stay.', async () => {
  const reason = 'A quote opens in this row and never closes, so nothing after this line was read.';
  assert.deepEqual(await read(['a,b\nx,1\n"y,2\nz,3\n']), ['2: x|1', `3: ${reason}`]);
});

test('A quote that never closes in a long file is given up early, in little memory.', async () => {
  let pieces = 0;
  function* endless() {
    yield 'a,b\nx,1\n"';
    for (; pieces < 10_000; pieces += 1) yield 'y'.repeat(100_000);
  }
  const rows = await read(endless());
  assert.equal(rows[0], '2: x|1');
  assert.match(rows[1] ?? '', /^3: This row is longer than 1000000 characters/);
  assert.equal(rows.length, 2);
  assert.ok(pieces < 100);
});

test('Rows beyond the limit are not read, and the first of them says so.', async () => {
  assert.deepEqual(await read(['a,b\nx,1\ny,2\nz,3\nz,4\n'], 2), [
    '2: x|1',
    '3: y|2',
    '4: One file takes at most 2 rows; nothing from this line on was read. Put it into another file.',
  ]);
  assert.equal((await read(['a,b\nx,1\ny,2\n'], 2)).length, 2);
});

test('A file without a header, or with one that cannot be read, is refused and closed.', async () => {
  assert.equal(await refusalOf([]), 'The file is empty; its first line must name a, b.');
  assert.equal(await refusalOf(['\n\n']), 'The file is empty; its first line must name a, b.');
  assert.match(await refusalOf(['\n\na,c\n']), /^Line 3: Unknown column `c`/);
  assert.match(await refusalOf(['"a,b\nx,1']), /^Line 1: A quote opens in this row/);
  assert.match(await refusalOf([Buffer.from('fffe000061000000', 'hex')]), /^The file is UTF-32.* CSV UTF-8/);
  assert.match(await refusalOf(['PK\u0003\u0004']), /^The file is a workbook or an archive, not CSV/);
  assert.match(await refusalOf(['sep=:\na:b\n']), /^The first line says that ":" separates the columns/);
  assert.match(await refusalOf([Buffer.from('a,é\n', 'latin1')]), /^Line 1 is not plain UTF-8/);
});
