import { useQueryClient } from '@tanstack/react-query';
import { RequestPanel } from '../../flow/RequestPanel.tsx';
import { ReassignForm } from '../../forms/ReassignForm.tsx';
import { SidePanel } from '../../ui/panels/SidePanel.tsx';
import type { ChangeLeadSearch, LeadSearch } from './lead-search.ts';

interface ReassignLeadProps {
  leadId: number;
  shows: 'new' | number;
  search: LeadSearch;
  change: ChangeLeadSearch;
}

/** Reassigns this lead beside what it shows. */
export function ReassignLead({ leadId, shows, search, change }: ReassignLeadProps) {
  const queries = useQueryClient();
  const follow = (requestId: number) => change({ reassign: requestId });
  const close = () => {
    void queries.invalidateQueries({ queryKey: ['leads', leadId] });
    change({ reassign: undefined });
  };
  if (typeof shows === 'number') {
    return (
      <RequestPanel
        requestId={shows}
        about="reassign"
        onClose={close}
        onFollow={follow}
        onDiscard={() => change({ reassign: 'new' }, true)}
      />
    );
  }
  return (
    <SidePanel title="Reassign this lead" onClose={close}>
      <ReassignForm
        whose={{ leads: [leadId] }}
        search={search}
        onDraft={(members) => change(members, true)}
        onPlanned={follow}
      />
    </SidePanel>
  );
}
