import { omitUndefined, readId, readMoment } from '../../address/read-search.ts';
import { type ReassignSearch, readReassignSearch } from '../../forms/draft-address-rules.ts';

/** What is filled in is there for as long as the panel is. */
export interface LeadSearch extends ReassignSearch {
  /** ISO 8601; the lead is shown as it was at this moment. */
  asOf?: string;
  reassign?: 'new' | number;
}

/** Undefined takes a member out; what is typed is no step that Back would take back. */
export type ChangeLeadSearch = (
  members: { [Name in keyof LeadSearch]?: LeadSearch[Name] | undefined },
  isTyped?: boolean,
) => void;

export function readLeadSearch(search: Record<string, unknown>): LeadSearch {
  const asOf = readMoment(search.asOf);
  const reassign = search.reassign === 'new' ? ('new' as const) : readId(search.reassign);
  return {
    ...omitUndefined({ asOf, reassign }),
    ...(reassign === undefined ? {} : readReassignSearch(search)),
  };
}
