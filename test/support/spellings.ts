// Identities as people, spreadsheets and tricksters write them.

import fc from 'fast-check';

const letters = [...'abeikopsxyzÄéİıßΣςłüøñdж7'];

/** A word with something in it that every look-alike needs. */
const wordArbitrary = fc
  .array(fc.constantFrom(...letters), { minLength: 2, maxLength: 8 })
  .map((word) => `${word.join('')}oa`);

/** Words of which no two read alike. */
export function drawWords(count: number): string[] {
  return fc.sample(wordArbitrary, count).map((word, place) => `w${place}q${word}`);
}

/** Ways to write one and the same text. */
export function spell(text: string): string[] {
  const ways = [
    text,
    text.toUpperCase(),
    text.toLowerCase(),
    text.normalize('NFD'),
    ` ${text.normalize('NFC')}\u00A0`,
  ];
  return [...new Set(ways)];
}

/** Texts that read like this one and are another. */
export function disguise(text: string): string[] {
  return [
    text.replace('o', 'о'), // Cyrillic
    text.replace('o', 'ο'), // Greek
    text.replace('a', 'а'),
    text.replace('o', 'o\u200B'),
    text.replace('o', 'o\u00AD'),
    text.replace('o', '\u202Eo'),
    text.replace('a', 'ａ'),
  ];
}
