import { useQueryClient } from '@tanstack/react-query';
import { SidePanel } from '../panels/SidePanel.tsx';
import { ReassignForm } from '../plans/ReassignForm.tsx';
import { RequestFlow } from '../plans/RequestFlow.tsx';
import type { ChangeLeadSearch } from './lead-search.ts';

interface ReassignLeadProps {
  leadId: number;
  shows: 'new' | number;
  change: ChangeLeadSearch;
}

/** Reassigns this lead beside what it shows. */
export function ReassignLead({ leadId, shows, change }: ReassignLeadProps) {
  const queries = useQueryClient();
  const follow = (requestId: number) => change({ reassign: requestId });
  const close = () => {
    void queries.invalidateQueries({ queryKey: ['leads', leadId] });
    change({ reassign: undefined });
  };
  return (
    <SidePanel title="Reassign this lead" onClose={close}>
      {shows === 'new' ? (
        <ReassignForm whose={{ leads: [leadId] }} onPlanned={follow} />
      ) : (
        <RequestFlow
          key={shows}
          requestId={shows}
          onFollow={follow}
          onDiscard={() => change({ reassign: 'new' })}
        />
      )}
    </SidePanel>
  );
}
