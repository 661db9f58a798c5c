import { findDoubled } from '../../contract/rules/doubled-rules.ts';
import { UsageError } from './options.ts';

const examples = { lead: 1001, request: 1_000_000_001, user: 126 };

/** The id of a lead, a request or a user; `where` begins what is said of anything else, such as a flag. */
function readId(text: string, what: keyof typeof examples, where?: string): number {
  const id = text.trim();
  if (/^[1-9]\d{0,15}$/.test(id) && Number.isSafeInteger(Number(id))) return Number(id);
  const said = `"${id}" is not the id of a ${what}, such as ${examples[what]}.`;
  throw new UsageError(where === undefined ? said : `${where}: ${said}`);
}

export function readLeadId(text: string): number {
  return readId(text, 'lead');
}

export function readRequestId(text: string): number {
  return readId(text, 'request');
}

/** Reads `1001,1002`. */
export function readIds(text: string, what: keyof typeof examples, flag: string): number[] {
  return text.split(',').map((each) => readId(each, what, flag));
}

/** Refuses a list that names one thing twice. */
export function refuseNamedTwice(names: readonly string[], flag: string): void {
  const [doubled] = findDoubled(names);
  if (doubled) throw new UsageError(`${flag} names ${names[doubled.place]} twice. Name each once.`);
}
