import { chooseOne, omitUndefined, readId, readText } from '../app/read-search.ts';
import { kinds, outcomes, states } from './request-rules.ts';

export interface RequestFilters {
  kind?: (typeof kinds)[number];
  state?: (typeof states)[number];
  by?: number;
  from?: string;
  to?: string;
}

export function readRequestsSearch(search: Record<string, unknown>): RequestFilters {
  return omitUndefined({
    kind: chooseOne(kinds, search.kind),
    state: chooseOne(states, search.state),
    by: readId(search.by),
    from: readText(search.from),
    to: readText(search.to),
  });
}

/** Days begin where the reader is; the last one counts as a whole. */
export function toRequestsQuery({ kind, state, by, from, to }: RequestFilters) {
  return {
    kind,
    state,
    by: by === undefined ? undefined : String(by),
    from: toMoment(from, 0),
    to: toMoment(to, 1),
  };
}

export interface RequestSearch {
  outcome?: (typeof outcomes)[number];
}

export function readRequestSearch(search: Record<string, unknown>): RequestSearch {
  return omitUndefined({ outcome: chooseOne(outcomes, search.outcome) });
}

function toMoment(day: string | undefined, daysLater: number): string | undefined {
  const date = new Date(`${day}T00:00:00`);
  if (Number.isNaN(date.getTime())) return undefined;
  date.setDate(date.getDate() + daysLater);
  return date.toISOString();
}
