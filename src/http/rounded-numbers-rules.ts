// A number of JSON that `JSON.parse` does not read as it is written: it rounds what has more digits than a double holds.

/** Long enough to be rounded to a whole number; whatever is shorter is not. */
const longNumber = /[\d.]{16}/;
const tokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** The first whole number of good JSON that is read as another than it says, such as 9007199254740993; as it is written. */
export function findRoundedNumber(json: string): string | undefined {
  if (!longNumber.test(json)) return undefined;
  for (const [token] of json.matchAll(tokens)) {
    if (!token.startsWith('"') && token.length > 15 && isRounded(token)) return token;
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
