// What a list names twice. A list that says one thing twice was not meant so, and is refused wherever ids are listed.

import { Refusal, type RefusalCode } from '../refusal.ts';

const mostTold = 1_000;

interface Doubled {
  place: number;
  /** Where it is named first. */
  first: number;
}

/** Every place that names what an earlier one names already. */
export function findDoubled(keys: readonly (string | number)[]): Doubled[] {
  const places = new Map<string | number, number>();
  return keys.flatMap((key, place) => {
    const first = places.get(key);
    if (first === undefined) places.set(key, place);
    return first === undefined ? [] : [{ place, first }];
  });
}

/** Refuses a list that names one thing twice, and tells all that are. */
export function refuseDoubled(
  keys: readonly (string | number)[],
  {
    at,
    nameOf,
    code = 'invalid-input',
  }: { at: (place: number) => string; nameOf: (place: number) => string; code?: RefusalCode },
): void {
  const problems = findDoubled(keys)
    .slice(0, mostTold)
    .map(({ place, first }) => ({
      line: place + 1,
      column: at(place),
      reason: `${nameOf(place)} is named twice, in places ${first + 1} and ${place + 1} of the list.`,
    }));
  const [first] = problems;
  if (!first) return;
  const others = problems.length - 1;
  const more = others === 0 ? '' : ` So ${others === 1 ? 'is 1 other' : `are ${others} others`}.`;
  const message = `${first.reason}${more} Name each once.`;
  throw new Refusal(code, { field: first.column, message, problems });
}

/** The same of a member that lists ids or words alone; `what` says of what they are. */
export function refuseDoubledIn(list: readonly (string | number)[] = [], member: string, what: string): void {
  refuseDoubled(list, {
    at: (place) => `${member}[${place}]`,
    nameOf: (place) => `${what} ${list[place]}`,
  });
}
