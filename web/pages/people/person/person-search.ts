import { omitUndefined, readMoment } from '../../../address/read-search.ts';

export interface PersonSearch {
  /** ISO 8601; whom they report to, who reports to them and their book are shown as of this moment. */
  asOf?: string;
}

export function readPersonSearch(search: Record<string, unknown>): PersonSearch {
  return omitUndefined({ asOf: readMoment(search.asOf) });
}
