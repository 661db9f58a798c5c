import { omitUndefined, readId, readMoment } from '../app/read-search.ts';

export interface LeadSearch {
  /** ISO 8601; the lead is shown as it was at this moment. */
  asOf?: string;
  reassign?: 'new' | number;
}

/** Undefined takes a member out. */
export type ChangeLeadSearch = (
  members: { [Name in keyof LeadSearch]?: LeadSearch[Name] | undefined },
) => void;

export function readLeadSearch(search: Record<string, unknown>): LeadSearch {
  return omitUndefined({
    asOf: readMoment(search.asOf),
    reassign: search.reassign === 'new' ? ('new' as const) : readId(search.reassign),
  });
}
