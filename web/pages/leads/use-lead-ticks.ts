import type { ListedLead } from '../../../src/client/client.ts';
import type { RowTicks } from '../../ui/tables/columns.ts';
import { countTicked, isTicked, tellBox, tellTicked, turn, turnAll } from '../../ui/tables/tick-rules.ts';
import { readTicks, writeTicks } from './leads-search.ts';
import { useLeadsSearch } from './use-leads-search.ts';

/** Which leads are ticked: those of these ids, or all that match without some, however many they are. */
export function useLeadTicks(total: number | undefined) {
  const { search, amend } = useLeadsSearch();
  const ticks = readTicks(search);
  const all = total === undefined ? 'all that match' : `all ${total.toLocaleString()} that match`;
  const ofRows: RowTicks<ListedLead> = {
    all: tellBox(ticks),
    allLabel: `Select ${all}`,
    isTicked: ({ leadId }) => isTicked(ticks, leadId),
    toggle: ({ leadId }) => amend(writeTicks(turn(ticks, leadId))),
    toggleAll: () => amend(writeTicks(turnAll(ticks))),
  };
  return { ofRows, ticks, count: countTicked(ticks, total), words: tellTicked(ticks, all) };
}
