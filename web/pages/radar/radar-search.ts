import { chooseOne, omitUndefined, readId } from '../../address/read-search.ts';
import { type MendSearch, readMendSearch } from './mend-draft-rules.ts';

/** Kinds whose people get another manager right here. */
export const managerKinds = ['user-manager-inactive', 'user-without-manager'] as const;

/** What is filled in is there for as long as the panel is. */
export interface RadarSearch extends MendSearch {
  /** The panel is open for the people of this kind. */
  mend?: (typeof managerKinds)[number];
  /** Of them, those who report to this user. */
  under?: number;
  /** The panel follows this request. */
  request?: number;
}

export function readRadarSearch(search: Record<string, unknown>): RadarSearch {
  const mend = chooseOne(managerKinds, search.mend);
  return {
    ...omitUndefined({ mend, under: readId(search.under), request: readId(search.request) }),
    ...(mend === undefined ? {} : readMendSearch(search)),
  };
}
