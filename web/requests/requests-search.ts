import { requestKinds, requestStates, rowFilters } from '../../src/contract/words/request-words.ts';
import { chooseOne, omitUndefined, readId } from '../address/read-search.ts';
import { readDay, toMoment } from '../ui/moments/day-rules.ts';

export interface RequestFilters {
  kind?: (typeof requestKinds)[number];
  state?: (typeof requestStates)[number];
  by?: number;
  from?: string;
  to?: string;
}

export function readRequestsSearch(search: Record<string, unknown>): RequestFilters {
  return omitUndefined({
    kind: chooseOne(requestKinds, search.kind),
    state: chooseOne(requestStates, search.state),
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
  outcome?: (typeof rowFilters)[number];
}

export function readRequestSearch(search: Record<string, unknown>): RequestSearch {
  return omitUndefined({ outcome: chooseOne(rowFilters, search.outcome) });
}
