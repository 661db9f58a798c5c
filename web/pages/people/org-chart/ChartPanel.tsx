import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { RequestPanel } from '../../../flow/RequestPanel.tsx';
import { requestQuery } from '../../../requests/request-queries.ts';
import { isAbout } from '../../../requests/request-rules.ts';
import { SidePanel } from '../../../ui/panels/SidePanel.tsx';
import type { PeopleSearch } from '../view/people-search.ts';
import { usePeopleSearch } from '../view/use-people-search.ts';
import { ChangesPanel } from './ChangesPanel.tsx';
import type { ChartTree } from './chart-tree-rules.ts';
import { ManagerRows } from './ManagerRows.tsx';
import { UploadPanel } from './UploadPanel.tsx';
import type { useStagedMoves } from './use-staged-moves.ts';

interface ChartPanelProps {
  base: ChartTree;
  shows: NonNullable<PeopleSearch['panel']>;
  staging: ReturnType<typeof useStagedMoves>;
}

/** Beside the chart: what is staged, a file, or the request that was made of either. */
export function ChartPanel({ base, shows, staging: { moves, unstage } }: ChartPanelProps) {
  const { search, change, amend } = usePeopleSearch();
  const close = () => change({ panel: undefined });
  const follow = (requestId: number) => change({ panel: requestId });
  if (shows === 'csv') {
    return (
      <SidePanel title="Managers from a file" onClose={close}>
        <UploadPanel onPlanned={follow} />
      </SidePanel>
    );
  }
  if (shows === 'changes') {
    return (
      <SidePanel
        title={`${moves.length} staged ${moves.length === 1 ? 'change' : 'changes'}`}
        onClose={close}
      >
        <ChangesPanel
          base={base}
          moves={moves}
          onShow={(at) => change({ at })}
          onUnstage={unstage}
          onPlanned={follow}
        />
      </SidePanel>
    );
  }
  const back = search.staged === undefined ? 'csv' : 'changes';
  return <ManagerRequest requestId={shows} onClose={close} onDiscard={() => amend({ panel: back })} />;
}

interface ManagerRequestProps {
  requestId: number;
  onClose: () => void;
  onDiscard: () => void;
}

function ManagerRequest({ requestId, onClose, onDiscard }: ManagerRequestProps) {
  const { change } = usePeopleSearch();
  const { data: request } = useQuery(requestQuery(requestId));
  useForgetStaged(request?.state === 'done' && isAbout(request, 'managers'));
  return (
    <RequestPanel
      requestId={requestId}
      about="managers"
      onClose={onClose}
      onFollow={(next) => change({ panel: next })}
      onDiscard={onDiscard}
    >
      {request && <ManagerRows request={request} />}
    </RequestPanel>
  );
}

/** What was run is staged no more; the chart is asked anew first, so that nobody jumps back and forth. */
function useForgetStaged(isDone: boolean): void {
  const queries = useQueryClient();
  const { amend } = usePeopleSearch();
  useEffect(() => {
    if (!isDone) return;
    void queries.invalidateQueries({ queryKey: ['org-chart'] }).then(() => amend({ staged: undefined }));
  }, [isDone, queries, amend]);
}
