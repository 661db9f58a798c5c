import { Refusal } from '../../contract/refusal.ts';
import { letOthers } from '../../database/take-turns.ts';
import { findDoubledMember } from './doubled-members-rules.ts';
import { cutShort } from './member-path.ts';
import { findMisreadNumber } from './rounded-numbers-rules.ts';

/** What the JSON is called, and the member of the query that it came in. */
interface Source {
  what: string;
  field?: string;
}

/**
 * JSON of a caller. Refuses what is none, a member that is there twice, for nobody can tell which was meant, and a
 * number that would be read as another.
 */
export function readJson<Read = unknown>(json: Buffer, source: Source): Read {
  const text = textOf(json);
  const read = parse<Read>(text, source);
  refuseMisread(text, source);
  refuseDoubled(json, read, source);
  return read;
}

/** The same, letting others have their turn between its steps and before whatever comes after it. */
export async function readLongJson(json: Buffer, source: Source): Promise<unknown> {
  const text = textOf(json);
  const read = parse<unknown>(text, source);
  await letOthers();
  refuseMisread(text, source);
  await letOthers();
  refuseDoubled(json, read, source);
  await letOthers();
  return read;
}

function textOf(json: Buffer): string {
  return json.toString('utf8').replace(/^\uFEFF/, '');
}

function refuseDoubled(json: Buffer, read: unknown, source: Source): void {
  const doubled = findDoubledMember(json, read);
  if (doubled === undefined) return;
  throw new Refusal('invalid-input', {
    field: source.field ?? doubled,
    message: `${source.what} has the member ${doubled} twice. Send it once.`,
  });
}

function refuseMisread(text: string, { what, field: ofQuery }: Source): void {
  const misread = findMisreadNumber(text);
  if (!misread) return;
  const { number, path, isTooLarge } = misread;
  const field = ofQuery ?? (path || undefined);
  const why = isTooLarge
    ? 'is larger than a number of JSON can be'
    : 'has more digits than a number of JSON keeps';
  throw new Refusal('invalid-input', {
    ...(field === undefined ? {} : { field }),
    message: `${what} has the number ${cutShort(number)}, which ${why}. Nothing here is larger than 9007199254740991.`,
  });
}

function parse<Read>(text: string, { what, ...field }: Source): Read {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = error instanceof Error ? placeOf(error.message) : '';
    throw new Refusal('invalid-input', { ...field, message: `${what} is not valid JSON.${place}` });
  }
}

/** V8 quotes the text around an error; only its position is worth saying. */
function placeOf(reason: string): string {
  const place = /at position \d+/.exec(reason);
  return place ? ` It breaks ${place[0]}.` : '';
}
