// A number of JSON that `JSON.parse` does not read as it is written: it rounds what has more digits than a double holds,
// and makes infinity of what is larger than any.

import { findPathAt } from './doubled-members-rules.ts';

interface Misread {
  /** As it is written. */
  number: string;
  /** Empty where it is the whole of the JSON. */
  path: string;
  isTooLarge: boolean;
}

/** Long enough to be rounded to a whole number, or to be none any more; whatever is shorter is not. */
const suspicious = /[\d.]{16}|\d[eE]\+?\d{3}/;
const tokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** The first number of good JSON that is read as another than it says, such as 9007199254740993 or 1e400. */
export function findMisreadNumber(json: string): Misread | undefined {
  if (!suspicious.test(json)) return undefined;
  for (const { 0: token, index } of json.matchAll(tokens)) {
    if (token.startsWith('"')) continue;
    const isTooLarge = Math.abs(Number(token)) === Number.POSITIVE_INFINITY;
    if (isTooLarge || (token.length > 15 && isRounded(token)))
      return { number: token, path: findPathAt(json, index), isTooLarge };
  }
  return undefined;
}

/** A fraction loses digits that nobody needs; an id, or what became one, does not lose them unseen. */
function isRounded(token: string): boolean {
  const read = Number(token);
  if (!Number.isInteger(read)) return false;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? [];
  const shift = Number(exponent) - fraction.length;
  if (shift > 400) return true;
  const digits = `${whole}${fraction}${'0'.repeat(Math.max(0, shift))}`;
  const kept = shift < 0 ? digits.slice(0, shift) || '0' : digits;
  const dropped = shift < 0 ? digits.slice(shift) : '';
  return /[1-9]/.test(dropped) || BigInt(`${sign}${kept}`) !== BigInt(read);
}
