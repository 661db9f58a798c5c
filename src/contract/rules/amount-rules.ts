// What a lead is about in money: a number from 0 on, with at most two decimals, in whatever currency the organisation reckons.
// With 15 digits in all, every one of them is the same as a JSON number, as a text and in PostgreSQL.

import { largestAmount } from '../words/limits.ts';

/** The amount as it is kept, `250000.5` for `0250000.50`; undefined where the text is none. */
export function parseAmount(text: string): string | undefined {
  const [, whole = '', decimals = ''] = /^0*(\d{1,13})(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  return whole === '' || decimals.length > 2 ? undefined : String(Number(`${whole}.${decimals}`));
}

/** What one must be, to end a sentence. */
export const wantedAmount = `a number from 0 to ${largestAmount} with at most two decimals, such as 250000.50`;
