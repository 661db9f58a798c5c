import { chooseOne, omitUndefined, readId } from '../app/read-search.ts';

/** Kinds whose people get another manager right here. */
export const managerKinds = ['user-manager-inactive', 'user-without-manager'] as const;

export interface RadarSearch {
  /** The panel is open for the people of this kind. */
  mend?: (typeof managerKinds)[number];
  /** Of them, those who report to this user. */
  under?: number;
  /** The panel follows this request. */
  request?: number;
}

export function readRadarSearch(search: Record<string, unknown>): RadarSearch {
  return omitUndefined({
    mend: chooseOne(managerKinds, search.mend),
    under: readId(search.under),
    request: readId(search.request),
  });
}
