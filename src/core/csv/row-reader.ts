import type { RefusalCode } from '../../contract/refusal.ts';
import { parseAmount, wantedAmount } from '../../contract/rules/amount-rules.ts';
import { looksLikeEmail, parseEmail } from '../../contract/rules/email-rules.ts';
import { findInvisible, tidy } from '../../contract/rules/fold-rules.ts';
import { unguardFormulas } from '../../contract/rules/formula-rules.ts';
import { parseMoment } from '../../contract/rules/moment-rules.ts';
import { largestId, longestEmail } from '../../contract/words/limits.ts';
import { findBadCharacter, parseBoolean, parseGuid, parseWholeNumber } from './csv-value-rules.ts';
import type { Columns } from './header-rules.ts';

/** Why a row did not go in. */
export interface ValueProblem {
  code: RefusalCode;
  reason: string;
  column?: string;
}

interface NamedUser {
  userId?: number;
  guid?: string;
  email?: string;
}

const longestText = 1_000;
const longestList = 10_000;
const mostInList = 100;

/** Reads the values of one row by column. The first that is not as it should be is the row's `problem`. */
export class RowReader {
  readonly #columns: Columns;
  readonly #values: readonly string[];
  #problem: ValueProblem | undefined;

  constructor(columns: Columns, values: readonly string[]) {
    this.#columns = columns;
    this.#values = values;
  }

  get problem(): ValueProblem | undefined {
    return this.#problem;
  }

  /** The trimmed text, of one line; empty where it is blank, or the file has no such column. */
  text(column: string, longest = longestText): string {
    const value = this.#lines(column, longest);
    if (!/[\t\r\n]/.test(value)) return value;
    this.refuse(column, 'has a line break or a tab in it; take it out.');
    return '';
  }

  requiredText(column: string): string {
    const value = this.text(column);
    if (value === '') this.refuse(column, 'is blank; it needs a value.');
    return value;
  }

  /** A text that is compared with others: tidy, and refused where nobody sees all of it. */
  word(column: string): string {
    const word = tidy(this.text(column));
    const hidden = findInvisible(word);
    if (hidden === undefined) return word;
    this.refuse(column, `has a character in it that nobody sees (${hidden}); take it out.`);
    return '';
  }

  requiredWord(column: string): string {
    const word = this.word(column);
    if (word === '') this.refuse(column, 'is blank; it needs a value.');
    return word;
  }

  /** An address that is to be kept, and must be there. */
  newEmail(column: string): string {
    const email = this.keptEmail(column);
    if (email === null) this.refuse(column, 'is blank; it needs an e-mail address.');
    return email ?? '';
  }

  /** An address that is to be kept, where there is one. */
  keptEmail(column: string): string | null {
    const text = this.text(column, longestEmail);
    if (text === '') return null;
    const parsed = parseEmail(text);
    if ('email' in parsed) return parsed.email;
    this.refuse(column, `must be an e-mail address, and "${shorten(text)}" ${parsed.problem}.`);
    return null;
  }

  /** A number to call, as it is written. What a spreadsheet made a number of and rounded is nobody's any more. */
  phone(column: string): string | null {
    const text = this.word(column);
    if (!/^\d(?:[.,]\d+)?E\+\d+$/i.test(text)) return text || null;
    this.refuse(
      column,
      `is "${text}", a number that a spreadsheet rounded; make the column one of text, and save the file again.`,
    );
    return null;
  }

  amount(column: string): string | null {
    return this.#parse(column, wantedAmount, parseAmount);
  }

  /** An address that names a user. */
  email(column: string): string | null {
    return this.#parse(
      column,
      'an e-mail address',
      (text) => (looksLikeEmail(text) ? tidy(text) : undefined),
      longestEmail,
    );
  }

  wholeNumber(column: string, most: number): number | null {
    return this.#parse(column, `a whole number from 1 to ${most}`, (text) => parseWholeNumber(text, most));
  }

  requiredWholeNumber(column: string, most: number): number {
    const number = this.wholeNumber(column, most);
    if (number === null) this.refuse(column, 'is blank; it needs a number.');
    return number ?? 0;
  }

  /** E-mail addresses, separated by semicolons or blanks. */
  emails(column: string): string[] {
    return this.#list(column, 'e-mail addresses', (text) => (looksLikeEmail(text) ? tidy(text) : undefined));
  }

  /** Whole numbers, separated by semicolons or blanks. */
  wholeNumbers(column: string, most: number): number[] {
    return this.#list(column, `whole numbers from 1 to ${most}`, (text) => parseWholeNumber(text, most));
  }

  guid(column: string): string | null {
    return this.#parse(column, 'a GUID such as 3f2b8c1e-6a4d-4e8f-9b0a-5c7d1e2f3a4b', parseGuid);
  }

  /** A user by id, which is a number or a GUID, by e-mail, or by both; undefined where both cells are blank. */
  user(columns: { id: string; email: string }): NamedUser | undefined {
    const id = this.#parse(columns.id, `a whole number from 1 to ${largestId} or a GUID`, parseUserId);
    const email = this.email(columns.email);
    return id === null && email === null ? undefined : { ...id, ...(email === null ? {} : { email }) };
  }

  boolean(column: string): boolean | null {
    return this.#parse(column, '`true` or `false`', parseBoolean);
  }

  moment(column: string): string | null {
    return this.#parse(column, 'a moment of the years 1900 to 2200 such as 2026-11-22T09:30:00Z', (text) =>
      parseMoment(text, { offset: 'utc' }),
    );
  }

  oneOf<Choice extends string>(column: string, choices: readonly Choice[]): Choice | null {
    const names = choices.map((choice) => `\`${choice}\``).join(', ');
    return this.#parse(column, `one of ${names}`, (text) =>
      choices.find((choice) => choice === text.toLowerCase()),
    );
  }

  /** The values under the header's prefix that are not blank. */
  prefixed(): Record<string, string> {
    const entries = this.#columns.prefixed.map(({ column, key }) => [key, this.#lines(column)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== ''));
  }

  /** As `text`, but of any number of lines. */
  #lines(column: string, longest = longestText): string {
    const value = unguardFormulas((this.#values[this.#columns.places.get(column) ?? -1] ?? '').trim());
    const bad = findBadCharacter(value);
    if (value.length > longest) {
      this.refuse(column, `is ${value.length} characters long; at most ${longest} are possible.`);
    } else if (bad === 'not-utf-8') {
      this.refuse(column, 'is not valid UTF-8; save the file as CSV UTF-8.');
    } else if (bad === 'control') {
      this.refuse(column, 'has a control character in it; take it out.');
    } else return value;
    return '';
  }

  #parse<Value>(
    column: string,
    wanted: string,
    parse: (text: string) => Value | undefined,
    longest?: number,
  ): Value | null {
    const text = this.text(column, longest);
    if (text === '') return null;
    const value = parse(text);
    if (value === undefined) this.refuse(column, `must be ${wanted}, not "${shorten(text)}".`);
    return value ?? null;
  }

  #list<Value>(column: string, wanted: string, parse: (text: string) => Value | undefined): Value[] {
    const texts = this.#lines(column, longestList)
      .split(/[;\s]+/)
      .filter((text) => text !== '');
    const values = texts.map((text) => ({ text, value: parse(text) }));
    const bad = values.find(({ value }) => value === undefined);
    if (bad)
      this.refuse(column, `must be ${wanted} separated by semicolons; "${shorten(bad.text)}" is none.`);
    if (texts.length > mostInList) {
      this.refuse(column, `names ${texts.length} users; at most ${mostInList} are possible.`);
    }
    return values.flatMap(({ value }) => value ?? []);
  }

  /** Makes it the problem of the row, unless it has one already. */
  refuse(column: string, what: string): void {
    const written = this.#columns.written.get(column) ?? column;
    this.#problem ??= { code: 'invalid-input', column: written, reason: `\`${written}\` ${what}` };
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function parseUserId(text: string): Pick<NamedUser, 'userId' | 'guid'> | undefined {
  const userId = parseWholeNumber(text, largestId);
  if (userId !== undefined) return { userId };
  const guid = parseGuid(text);
  return guid === undefined ? undefined : { guid };
}
