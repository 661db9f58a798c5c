import { parseSearchWith, stringifySearchWith } from '@tanstack/react-router';

/**
 * Lists, objects and what is quoted are JSON; everything else is the text that stands there. To read it as JSON, too, would
 * round what has more digits than a number keeps, and search for `1000` where `1e3` was typed.
 */
function readValue(text: string): unknown {
  if (/^\s*[[{"]/.test(text)) return JSON.parse(text);
  throw new SyntaxError('It is text.');
}

export const parseSearch = parseSearchWith(readValue);
export const stringifySearch = stringifySearchWith(JSON.stringify, readValue);
