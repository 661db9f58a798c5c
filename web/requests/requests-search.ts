import { chooseOne, omitUndefined, readId } from '../address/read-search.ts';
import { readDay, toMoment } from '../ui/moments/day-rules.ts';
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
    from: readDay(search.from),
    to: readDay(search.to),
  });
}

/** The last day counts as a whole. */
export function toRequestsQuery({ kind, state, by, from, to }: RequestFilters) {
  return {
    kind,
    state,
    by: by === undefined ? undefined : String(by),
    from: toMoment(from),
    to: toMoment(to, 1),
  };
}

export interface RequestSearch {
  outcome?: (typeof outcomes)[number];
}

export function readRequestSearch(search: Record<string, unknown>): RequestSearch {
  return omitUndefined({ outcome: chooseOne(outcomes, search.outcome) });
}
