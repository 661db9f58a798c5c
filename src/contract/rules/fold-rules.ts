// The one way in which text that is an identity is folded: e-mail addresses, agent roles, statuses, columns of files.
// What is folded here is stored beside the text as written, so that no other program folds it another way.

const onlyAscii = /^[\x20-\x7e]*$/;
/** What is neither seen nor takes a place, and could make two texts that read alike differ. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]/u;
const invisibleOrBlank = /[\p{C}\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/u;
const ends = new RegExp(`^${invisibleOrBlank.source}+|${invisibleOrBlank.source}+$`, 'gu');
const hyphens = /[\u2010-\u2015\u2212\u2043\uFE58\uFE63\uFF0D]/gu;
const apostrophes = /[\u2018\u2019\u201B\u02BC\u02B9\u2032\u00B4\u0060\uFF07]/gu;

/** As it is kept and shown: composed, without blanks and invisible characters around it, one blank between words. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(ends, '')
    .replaceAll(/\p{White_Space}+/gu, ' ');
}

/** The first character of a tidy text that nobody sees, as `U+200B`. */
export function findInvisible(text: string): string | undefined {
  if (onlyAscii.test(text)) return undefined;
  const found = invisible.exec(text)?.[0];
  return found && nameCharacter(found);
}

export function dropInvisible(text: string): string {
  return onlyAscii.test(text) ? text : text.replaceAll(new RegExp(invisible, 'gu'), '');
}

/** `U+0430`, as documents and search engines name a character. */
export function nameCharacter(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Two texts are one identity where this gives the same: whatever their case, spelling form and blanks are, and
 * whichever hyphens and apostrophes they are written with.
 */
export function foldText(text: string): string {
  return plainMarks(foldCase(tidy(text)));
}

/** Letter by letter to capitals and back, which takes ß for ss and every sigma for one, wherever it stands. */
export function foldCase(text: string): string {
  if (onlyAscii.test(text)) return text.toLowerCase();
  const capitals = Array.from(text.normalize('NFC'), (letter) => letter.toLowerCase().toUpperCase());
  return Array.from(capitals.join(''), (letter) => letter.toLowerCase())
    .join('')
    .normalize('NFC');
}

function plainMarks(text: string): string {
  return text.replaceAll(hyphens, '-').replaceAll(apostrophes, "'");
}

/** Whether two texts are one identity. */
export function isSameText(text: string, other: string): boolean {
  return text === other || foldText(text) === foldText(other);
}

/**
 * What an eye reads: of two roles that read alike although they are written otherwise, this is the same. It reads over
 * accents, punctuation, digits that stand for a letter in a word, and a letter that stands for a digit as the last word.
 */
export function foldLikeness(text: string): string {
  return foldSearch(readLetters(foldText(text)))
    .replaceAll(/[015](?=\p{L})/gu, (digit) => digitTwins[digit] ?? digit)
    .replace(/(?<=\s)[ilo]$/u, (letter) => (letter === 'o' ? '0' : '1'))
    .replaceAll(/[\s\p{Pd}\p{Pc}.,:;'"·/\\]+/gu, '');
}

const digitTwins: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 5: 's' };

/** A folded text with letters of other alphabets put as the Latin ones that they look like. */
export function readLetters(folded: string): string {
  if (onlyAscii.test(folded)) return folded;
  const plain = plainMarks(foldCase(folded.normalize('NFKC')))
    .normalize('NFD')
    .replaceAll(dotAboveI, '$1')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
  return Array.from(plain, (letter) => twins.get(letter) ?? letter)
    .join('')
    .normalize('NFC');
}

/** Over an i or a j nobody sees a second dot. */
const dotAboveI = /([ijіј])\u0307/gu;

/** Letters of other alphabets that look like one of the Latin alphabet, in small letters or in capitals. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'вβʙ',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еεҽ',
  f: 'ғƒϝ',
  g: 'ɡԍ',
  h: 'нηһհ',
  i: 'іιıɩӏ',
  j: 'јϳ',
  k: 'кκ',
  l: 'ⅼ',
  m: 'мμ',
  n: 'пո',
  o: 'оοσօ',
  p: 'рρ',
  q: 'ԛզ',
  r: 'гᴦ',
  s: 'ѕꜱ',
  t: 'тτ',
  u: 'υսʋ',
  v: 'νѵ',
  w: 'ѡԝωա',
  x: 'хχ',
  y: 'уγүყ',
  z: 'ζᴢ',
};
const twins = new Map(
  Object.entries(lookAlikes).flatMap(([letter, others]) => Array.from(others, (other) => [other, letter])),
);

const letterNames: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ƒ: 'f',
};

/** Marks over and under the letters of alphabets whose readers leave them out as they type. */
const marks = /(?=\p{M})(?!\u3099|\u309A)[\p{sc=Inherited}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Cyrillic}]/gu;

const apostropheInName = /(?<=[\p{L}\p{M}])'/gu;

/** What is searched and sorted by: in small letters, without accents and whatever else people leave out. */
export function foldSearch(text: string): string {
  return bareLetters(foldCase(plainMarks(tidy(text)).normalize('NFKC'))).replaceAll(apostropheInName, '');
}

function bareLetters(folded: string): string {
  if (onlyAscii.test(folded)) return folded;
  const bare = folded
    .normalize('NFD')
    .replaceAll(marks, '')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
  return tidy(Array.from(bare, (letter) => letterNames[letter] ?? letter).join(''));
}
