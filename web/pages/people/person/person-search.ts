import { chooseOne, omitUndefined, readMoment } from '../../../address/read-search.ts';

export interface PersonSearch {
  /** ISO 8601; what is known of them, whom they report to, who reports to them and their book are shown as of this moment. */
  asOf?: string;
  /** What administrators change in place; not of a past moment. */
  edit?: 'facts';
}

export function readPersonSearch(search: Record<string, unknown>): PersonSearch {
  const asOf = readMoment(search.asOf);
  return omitUndefined({ asOf, edit: asOf === undefined ? chooseOne(['facts'], search.edit) : undefined });
}
