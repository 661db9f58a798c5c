import { toPath } from './member-path.ts';

// A member that an object of JSON has twice: `JSON.parse` takes the last of them without a word.

const quote = '"'.charCodeAt(0);
const backslash = '\\'.charCodeAt(0);
const colon = ':'.charCodeAt(0);

/**
 * The path of the first member that is there twice, such as `rows[3].leadId`. A text without one is looked through
 * once for its colons, which are as many as the members of what was read from it; names are compared only where
 * members went missing.
 */
export function findDoubledMember(json: Uint8Array, read: unknown): string | undefined {
  return countColons(json) === countMembers(read) ? undefined : nameDoubled(new TextDecoder().decode(json));
}

/** Outside of texts: one a member, for the JSON is known to be good. */
function countColons(json: Uint8Array): number {
  let colons = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === quote) isInText = !isInText;
    else if (isInText) at += byte === backslash ? 1 : 0;
    else if (byte === colon) colons += 1;
  }
  return colons;
}

/** With a list of what is left to look at, for what is nested deeply would break a recursion. */
function countMembers(read: unknown): number {
  let members = 0;
  const left: object[] = [Object(read)];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    const inside: unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (inside !== value) members += inside.length;
    for (const each of inside) if (typeof each === 'object' && each !== null) left.push(each);
  }
  return members;
}

/** An object or a list that is not closed yet, and where in it the text is. */
interface Open {
  names: Set<string> | undefined;
  at: string | number;
}

function nameDoubled(text: string): string | undefined {
  const open: Open[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const inner = open.at(-1);
    switch (text[at]) {
      case '{':
        open.push({ names: new Set(), at: '' });
        break;
      case '[':
        open.push({ names: undefined, at: 0 });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (typeof inner?.at === 'number') inner.at += 1;
        break;
      case '"': {
        const end = endOfText(text, at);
        if (inner?.names && isName(text, end)) {
          inner.at = readText(text.slice(at, end));
          if (inner.names.has(inner.at)) return toPath(open.map((each) => each.at));
          inner.names.add(inner.at);
        }
        at = end - 1;
      }
    }
  }
  return undefined;
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function isName(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}

/** `"\u0061"` is `a`. */
function readText(quoted: string): string {
  const read: unknown = JSON.parse(quoted);
  return String(read);
}
