import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { guardFormulas, unguardFormulas } from './formula-rules.ts';

const pieces = fc.constantFrom(
  ...[
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＠',
    ';',
    ',',
    '\t',
    '\r',
    '\n',
    ' ',
    '\u00a0',
    '\u200b',
    '\u0000',
    `'`,
    '"',
    'a',
    '1',
  ],
);
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(pieces).map((some) => some.join('')),
);

/** What a spreadsheet makes of a text, by whatever it splits a line at; commas split none that is quoted. */
function listCells(text: string): string[] {
  return [text, ...text.split(/[;\n\r]/), ...text.split(/[\t\n\r]/), ...text.split(/[;\t\n\r]/)];
}

test('no text is a formula to a spreadsheet, however it splits lines and whatever it leaves out', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const cell of listCells(guardFormulas(text))) {
        assert.doesNotMatch(cell.replace(/^[\s\p{C}]+/u, ''), /^[=+\-@＝＋－＠]/);
      }
    }),
  );
});

test('a guard changes nothing else of a text, and nothing at all of one that is none', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const guarded = guardFormulas(text);
      assert.equal(guarded.replaceAll(`'`, ''), text.replaceAll(`'`, ''));
      if (!/[=+\-@＝＋－＠\t\r]/.test(text)) assert.equal(guarded, text);
    }),
  );
  assert.equal(guardFormulas('Ana = Ben; -7'), `Ana = Ben; '-7`);
  assert.equal(guardFormulas('\tlate'), `'\tlate`);
  assert.equal(guardFormulas('ana@example.com, x-1'), 'ana@example.com, x-1');
});

test('what was guarded comes back as it was', () => {
  fc.assert(fc.property(anyText, (text) => assert.equal(unguardFormulas(guardFormulas(text)), text)));
  assert.equal(unguardFormulas("'=A1"), '=A1');
  assert.equal(unguardFormulas("O'Neil"), "O'Neil");
});
