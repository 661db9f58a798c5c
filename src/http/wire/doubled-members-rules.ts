import { toPath } from './member-path.ts';

// A member that an object of JSON has twice: `JSON.parse` takes the last of them without a word.

const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
const [openObject, openList, closeObject, closeList, comma] = [0x7b, 0x5b, 0x7d, 0x5d, 0x2c];

/**
 * The path of the first member that is there twice, such as `rows[3].leadId`. A text without one is looked through
 * once for its colons, which are as many as the members of what was read from it; names are compared only where
 * members went missing, or a name is escaped.
 */
export function findDoubledMember(json: Uint8Array, read: unknown): string | undefined {
  return countColons(json) === countMembers(read) ? undefined : nameDoubled(new TextDecoder().decode(json));
}

/**
 * Outside of texts: one a member, for the JSON is known to be good. Undefined where a name is escaped: V8 may read
 * such a one as another that it has seen in the same place, so what it read is not to be counted on.
 */
function countColons(json: Uint8Array): number | undefined {
  let colons = 0;
  let isInText = false;
  let isEscaped = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === backslash) {
      isEscaped = true;
      at += 1;
    } else if (byte === quote) {
      isInText = !isInText;
      if (isInText) isEscaped = false;
    } else if (byte === colon && !isInText) {
      if (isEscaped) return undefined;
      colons += 1;
    }
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

/** Of what is nested more deeply, the end of the path is told. */
const mostLevels = 20;

function nameDoubled(text: string): string | undefined {
  let isDoubled = false;
  const open = scan(text, (name, names) => {
    isDoubled = names.has(name);
    return isDoubled;
  });
  return isDoubled ? pathOf(open) : undefined;
}

/** The path of the value that begins at this place of good JSON; empty where it is the whole. */
export function findPathAt(text: string, place: number): string {
  return pathOf(scan(text.slice(0, place), () => false));
}

function pathOf(open: readonly Open[]): string {
  return toPath(open.slice(-mostLevels).map((each) => each.at));
}

/** What is open at the end of the text, or at the first name that is enough. */
function scan(text: string, isEnough: (name: string, names: ReadonlySet<string>) => boolean): Open[] {
  const open: Open[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const inner = open.at(-1);
    switch (text.charCodeAt(at)) {
      case openObject:
        open.push({ names: new Set(), at: '' });
        break;
      case openList:
        open.push({ names: undefined, at: 0 });
        break;
      case closeObject:
      case closeList:
        open.pop();
        break;
      case comma:
        if (typeof inner?.at === 'number') inner.at += 1;
        break;
      case quote: {
        const end = endOfText(text, at);
        if (inner?.names && isName(text, end)) {
          inner.at = readText(text.slice(at, end));
          if (isEnough(inner.at, inner.names)) return open;
          inner.names.add(inner.at);
        }
        at = end - 1;
      }
    }
  }
  return open;
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  for (let unit = text.charCodeAt(at); unit !== quote; unit = text.charCodeAt(at)) {
    at += unit === backslash ? 2 : 1;
  }
  return at + 1;
}

const beforeValue = /[ \n\r\t]*:/y;

function isName(text: string, end: number): boolean {
  beforeValue.lastIndex = end;
  return beforeValue.test(text);
}

/** `"\u0061"` is `a`. */
function readText(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}
