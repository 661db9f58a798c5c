import { Text } from '@mantine/core';
import { RequestPanel } from '../../flow/RequestPanel.tsx';
import { ReassignForm } from '../../forms/ReassignForm.tsx';
import type { Whose } from '../../forms/reassign-draft.ts';
import { type LeadFilters, toSelection } from '../../leads/lead-filters.ts';
import { SidePanel } from '../../ui/panels/SidePanel.tsx';
import type { Ticks } from '../../ui/tables/tick-rules.ts';
import { useLeadTicks } from './use-lead-ticks.ts';
import { useLeadsSearch } from './use-leads-search.ts';

/** Beside the table: a new plan for the leads that are ticked, or the request of this id. */
export function ReassignPanel({ shows, total }: { shows: 'new' | number; total: number | undefined }) {
  const { search, filters, change, amend } = useLeadsSearch();
  const { ticks, count, words } = useLeadTicks(total);
  const close = () => change({ reassign: undefined });
  const follow = (requestId: number) => change({ reassign: requestId });
  if (typeof shows === 'number') {
    return (
      <RequestPanel
        requestId={shows}
        about="reassign"
        onClose={close}
        onFollow={follow}
        onDiscard={() => amend({ reassign: 'new' })}
      />
    );
  }
  return (
    <SidePanel
      title={
        count === undefined
          ? 'Reassign leads'
          : `Reassign ${count.toLocaleString()} ${count === 1 ? 'lead' : 'leads'}`
      }
      onClose={close}
    >
      <Text size="sm" c="dimmed">
        {ticks.isAll
          ? `${words.replace(/^a/, 'A')}: as they are when you press Preview, not only those loaded.`
          : 'Those you have selected.'}
      </Text>
      <ReassignForm whose={toWhose(filters, ticks)} search={search} onDraft={amend} onPlanned={follow} />
    </SidePanel>
  );
}

/** The ids, or the filters, which the server resolves when it plans. */
function toWhose(filters: LeadFilters, { isAll, turned }: Ticks<number>): Whose {
  if (!isAll) return { leads: [...turned] };
  const except = turned.length > 0 ? { except: [...turned] } : {};
  return { selection: { ...toSelection(filters), ...except } };
}
