import { parseIncompletePhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Fewer are an extension, or part of a number; more are several numbers. */
const [fewestDigits, mostDigits] = [7, 20];

/**
 * One and the same for the ways in which a phone is written; undefined where it is none, or one that stands for none. What
 * begins with a + or 00 is read as the world numbers phones. Anything else is compared by its digits: nothing says which country it is of.
 */
export function phoneKey(text: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text.replace(/^\s*00(?=\s*[1-9])/, '+'));
  const digits = parsed?.isPossible()
    ? `${parsed.number}${parsed.ext ?? ''}`
    : parseIncompletePhoneNumber(text);
  const key = digits.replace('+', '');
  const isOneDigit = /^(\d)\1*$/.test(key);
  return key.length < fewestDigits || key.length > mostDigits || isOneDigit ? undefined : key;
}
