import type { LeadSort } from '../../../src/client/client.ts';
import { chooseOne, omitUndefined, readId, readIds, readTexts } from '../../address/read-search.ts';
import { type ReassignSearch, readReassignSearch } from '../../forms/draft-address-rules.ts';
import { type LeadFilters, readLeadFilters } from '../../leads/lead-filters.ts';
import type { Ticks } from '../../ui/tables/tick-rules.ts';

const sorts = [
  'leadId',
  '-leadId',
  'name',
  '-name',
  'status',
  '-status',
  'createdAt',
  '-createdAt',
] as const satisfies readonly LeadSort[];

/** What of the address makes a view: which leads, in which order and columns. */
export interface ViewSearch extends LeadFilters {
  sort?: LeadSort;
  /** Columns that are left out. */
  without?: string[];
  /** Columns that are shown in a narrow window, too, though there they are left out of themselves. */
  also?: string[];
}

/** All that the page shows, so that its address can be sent to a colleague; a draft for as long as its panel is open. */
export interface LeadsSearch extends ViewSearch, ReassignSearch {
  ticked?: 'all' | number[];
  /** Of all that match, those left out. */
  unticked?: number[];
  /** The panel beside the table: open to make a plan, or showing the request of this id. */
  reassign?: 'new' | number;
  /** The form of a new lead is open. */
  lead?: 'new';
}

export function readLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  const ticked = search.ticked === 'all' ? ('all' as const) : readIds(search.ticked);
  const reassign = search.reassign === 'new' ? ('new' as const) : readId(search.reassign);
  return {
    ...readViewSearch(search),
    ...omitUndefined({
      ticked,
      unticked: ticked === 'all' ? readIds(search.unticked) : undefined,
      reassign,
      lead: chooseOne(['new'] as const, search.lead),
    }),
    ...(reassign === undefined ? {} : readReassignSearch(search)),
  };
}

export function readTicks({ ticked = [], unticked = [] }: LeadsSearch): Ticks<number> {
  return ticked === 'all' ? { isAll: true, turned: unticked } : { isAll: false, turned: ticked };
}

/** As the address says it. */
export function writeTicks({ isAll, turned }: Ticks<number>) {
  const ids = turned.length > 0 ? [...turned] : undefined;
  return isAll ? { ticked: 'all' as const, unticked: ids } : { ticked: ids, unticked: undefined };
}

export function readViewSearch(search: Record<string, unknown>): ViewSearch {
  return {
    ...readLeadFilters(search),
    ...omitUndefined({
      sort: chooseOne(sorts, search.sort),
      without: readTexts(search.without),
      also: readTexts(search.also),
    }),
  };
}
