import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findInvisible, foldLikeness, foldSearch, foldText, isSameText, tidy } from './fold-rules.ts';

const texts = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed());

const respellings: Readonly<Record<string, (text: string) => string>> = {
  'in capitals': (text) => text.toUpperCase(),
  'in small letters': (text) => text.toLowerCase(),
  composed: (text) => text.normalize('NFC'),
  taken_apart: (text) => text.normalize('NFD'),
  'with blanks around it': (text) => `\u00A0 ${text}\t`,
  'with a mark of its order before it': (text) => `\uFEFF${text}`,
  folded: foldText,
};

test('a text is itself however it is spelt, to whoever compares, reads and searches', () => {
  const spelt = fc.constantFrom(...Object.values(respellings));
  fc.assert(
    fc.property(texts, spelt, (text, respell) => {
      const inside = `x${text}y`;
      assert.equal(foldText(respell(inside)), foldText(inside));
      assert.equal(foldLikeness(respell(inside)), foldLikeness(inside));
      assert.equal(foldSearch(respell(inside.normalize('NFKC'))), foldSearch(inside.normalize('NFKC')));
      assert.equal(tidy(tidy(inside)), tidy(inside));
    }),
    { numRuns: 2_000 },
  );
});

test('whatever letter there is, its capital and its small letter are one', () => {
  for (let point = 0x20; point <= 0x1ffff; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const text = `x${String.fromCodePoint(point)}y`;
    const key = foldText(text);
    const spellings = [text.toUpperCase(), text.toLowerCase(), text.normalize('NFD'), key];
    for (const spelling of spellings) assert.equal(foldText(spelling), key, point.toString(16));
  }
});

test('texts that nobody can tell apart read alike, and others do not', () => {
  const alike = [
    ['Loan Officer', 'Lоan Officer'],
    ['Loan Officer', 'LOAN ОFFICER'],
    ['Loan Officer', 'Loan\u200B Officer'],
    ['Loan Officer', 'Loan-Officer'],
    ['Loan Officer', 'Ｌｏａｎ Officer'],
    ['ismail', 'İSMAİL'],
    ['NIKO', 'ΝΙΚΟ'.replace('Ν', 'N')],
    ['Koordinator', 'Кoordinator'],
    ['Processor', 'Procéssor'],
    ['Loan Officer', 'Loan 0fficer'],
    ['Processor', 'Proces5or'],
    ['Loan Officer 1', 'Loan Officer l'],
    ['Loan Officer 1', 'Loan Officer I'],
    ['Team 0', 'Team O'],
    ['Loan Officer', 'Loan Officer.'],
    ['Sales/Support', 'Sales Support'],
  ] as const;
  for (const [a, b] of alike) {
    assert.equal(foldLikeness(a), foldLikeness(b), `${a} ${b}`);
    assert.ok(!isSameText(a, b), `${a} ${b}`);
  }
  for (const [a, b] of [
    ['Processor', 'Processor 2'],
    ['Tier 1', 'Tier 5'],
    ['Team5', 'Teams'],
    ['C++', 'C#'],
    ['Офицер', 'Officer'],
  ] as const) {
    assert.notEqual(foldLikeness(a), foldLikeness(b), `${a} ${b}`);
  }
});

test('whoever searches leaves out accents, case and form, and what is left out is found', () => {
  const found: [written: string, typed: string][] = [
    ['Véronique Dupré', 'veronique'],
    ['José Núñez', 'NUNEZ'],
    ['Łukasz Żak', 'lukasz'],
    ['Straße 5', 'strasse'],
    ['Straße 5', 'STRASSE'],
    ['Sean O’Brien', "o'brien"],
    ['Sean O’Brien', 'OBrien'],
    ['Sean OBrien', "o'brien"],
    ['Sean O’Brien', "o'"],
    ['Noël D´Été', 'dete'],
    ['ΟΔΟΣ ΑΘΗΝΑΣ', 'οδος αθηνας'],
    ['Ærø Ingeniør', 'aero'],
    ['İstanbul', 'istanbul'],
    ['ISTANBUL', 'ıstanbul'],
    ['Ｆｕｌｌ Width', 'full width'],
    ['Фёдор', 'федор'],
    ['Anne–Marie', 'anne-marie'],
  ];
  for (const [written, typed] of found) {
    assert.ok(foldSearch(written).includes(foldSearch(typed)), `${written} ${typed}`);
    assert.ok(foldSearch(written).includes(foldSearch(typed.normalize('NFD'))), `${written} ${typed}`);
  }
  assert.equal(foldSearch("'"), "'", 'what nothing is left of would find everything');
  assert.notEqual(foldSearch('गा'), foldSearch('ग'));
  assert.notEqual(foldSearch('が'), foldSearch('か'));
});

test('a character that nobody sees is named, wherever it stands', () => {
  assert.equal(findInvisible('Loan\u200BOfficer'), 'U+200B');
  assert.equal(findInvisible('Loan\u00ADOfficer'), 'U+00AD');
  assert.equal(findInvisible('Loan\u202EOfficer'), 'U+202E');
  assert.equal(findInvisible('Loan\u3164Officer'), 'U+3164');
  assert.equal(findInvisible('a\u0000b'), 'U+0000');
  assert.equal(findInvisible('Zoë Żak, 李'), undefined);
});
