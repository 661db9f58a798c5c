import { Refusal } from '../contract/refusal.ts';
import { findDoubledMember } from './doubled-members-rules.ts';

/** What the JSON is called, and the member of the query that it came in. */
interface Source {
  what: string;
  field?: string;
}

/** JSON of a caller. Refuses what is none, and a member that is there twice: nobody can tell which was meant. */
export function readJson<Read = unknown>(json: Buffer, source: Source): Read {
  const read = parse<Read>(json, source);
  const doubled = findDoubledMember(json, read);
  if (doubled === undefined) return read;
  throw new Refusal('invalid-input', {
    field: source.field ?? doubled,
    message: `${source.what} has the member ${doubled} twice. Send it once.`,
  });
}

function parse<Read>(json: Buffer, { what, ...field }: Source): Read {
  try {
    return JSON.parse(json.toString('utf8').replace(/^\uFEFF/, ''));
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
