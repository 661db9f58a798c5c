import { Refusal } from '../../contract/refusal.ts';

type Unicode = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What is no text at all, or none that is read here, by its first bytes in hexadecimal digits. */
const others: readonly (readonly [string, string])[] = [
  ['fffe0000', 'is UTF-32'],
  ['0000feff', 'is UTF-32'],
  ['504b0304', 'is a workbook or an archive, not CSV'],
  ['d0cf11e0', 'is a workbook, not CSV'],
  ['1f8b', 'is compressed'],
];

const longestMark = 4;

/** The bytes of a file as UTF-8 without a byte order mark, piece by piece, whichever form of Unicode it is in. */
export async function* toUtf8(source: AsyncIterable<unknown>): AsyncGenerator<Buffer, void> {
  let first: Buffer | undefined = Buffer.alloc(0);
  let recode: ((bytes?: Buffer) => Buffer) | undefined;
  for await (const piece of source) {
    const bytes: Buffer = first ? Buffer.concat([first, toBytes(piece)]) : toBytes(piece);
    if (first && bytes.length < longestMark) {
      first = bytes;
      continue;
    }
    recode ??= openRecoding(bytes);
    first = undefined;
    yield recode(bytes);
  }
  if (first) yield openRecoding(first)(first);
  else if (recode) yield recode();
}

function toBytes(piece: unknown): Buffer {
  return Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
}

/** Gives the next bytes in UTF-8; called with none, what is left of them. */
function openRecoding(head: Buffer): (bytes?: Buffer) => Buffer {
  const form = findForm(head);
  if (form === 'utf-8') return dropMark();
  const decoder = new TextDecoder(form);
  return (bytes) => Buffer.from(bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode());
}

function dropMark(): (bytes?: Buffer) => Buffer {
  let isFirst = true;
  return (bytes = Buffer.alloc(0)) => {
    const hasMark = isFirst && bytes.toString('hex', 0, 3) === 'efbbbf';
    isFirst = false;
    return hasMark ? bytes.subarray(3) : bytes;
  };
}

/** By its mark; without one, UTF-16 shows by the half of its first letter that is empty. */
function findForm(head: Buffer): Unicode {
  const start = head.toString('hex', 0, longestMark);
  const other = others.find(([bytes]) => start.startsWith(bytes))?.[1];
  if (other) {
    throw new Refusal('invalid-input', {
      message: `The file ${other}. Save it as CSV UTF-8 and send it again.`,
    });
  }
  const [one, two] = head;
  if (start.startsWith('fffe') || (one !== 0 && two === 0)) return 'utf-16le';
  if (start.startsWith('feff') || (one === 0 && two !== 0 && two !== undefined)) return 'utf-16be';
  return 'utf-8';
}
