import type { ListedLead } from '../../src/client/client.ts';
import type { RowTicks } from '../tables/columns.ts';
import { useLeadsSearch } from './use-leads-search.ts';

/** Which leads are ticked: those of these ids, or all that match, however many they are. */
export function useLeadTicks(total: number | undefined) {
  const { search, amend } = useLeadsSearch();
  const { ticked = [] } = search;
  const isAll = ticked === 'all';
  const ids = new Set(isAll ? [] : ticked);
  const ofRows: RowTicks<ListedLead> = {
    all: isAll || (ids.size > 0 && 'some'),
    allLabel:
      total === undefined ? 'Select all that match' : `Select all ${total.toLocaleString()} that match`,
    isTicked: ({ leadId }) => isAll || ids.has(leadId),
    toggle: ({ leadId }) =>
      amend({ ticked: isAll ? [leadId] : [...ids.symmetricDifference(new Set([leadId]))] }),
    toggleAll: () => amend({ ticked: isAll || ids.size > 0 ? undefined : 'all' }),
  };
  return { ofRows, count: isAll ? (total ?? 0) : ids.size };
}
