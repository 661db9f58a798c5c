import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { paths } from '../../address/paths.ts';
import { type Listed, requestColumns } from '../../requests/request-columns.tsx';
import { requestPagesQuery } from '../../requests/request-queries.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { EmptyState } from '../../ui/page/EmptyState.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { VirtualTable } from '../../ui/tables/VirtualTable.tsx';
import { CancelWaiting } from './CancelWaiting.tsx';
import { RequestsBar } from './RequestsBar.tsx';
import { listWaitingColumns } from './waiting-columns.tsx';

const requestsRoute = getRouteApi('/shell/requests');

/** Request History: everything that was asked for, the newest first. */
export function RequestsPage() {
  const filters = requestsRoute.useSearch();
  const navigate = useNavigate();
  const pages = useInfiniteQuery(requestPagesQuery(filters));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const [cancelling, setCancelling] = useState<Listed>();
  const isOfWaiting = filters.state === 'queued';
  const columns = useMemo(
    () => (isOfWaiting ? listWaitingColumns(setCancelling) : requestColumns),
    [isOfWaiting],
  );
  return (
    <Page title="Requests" note="Every change, by id: the WFAId of LeadSquared is one of them" isFull>
      <RequestsBar />
      <FailureNote error={pages.error} onRetry={() => void pages.refetch()} />
      <VirtualTable
        label="Requests"
        columns={columns}
        rows={rows}
        keyOf={({ requestId }) => requestId}
        onOpen={({ requestId }) => void navigate({ to: paths.request, params: { requestId } })}
        onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
        empty={
          pages.isSuccess && (
            <EmptyState title={isOfWaiting ? 'Nothing waits' : 'No request matches'}>
              Take a filter back, or look over a longer time.
            </EmptyState>
          )
        }
      />
      {cancelling && <CancelWaiting request={cancelling} onClose={() => setCancelling(undefined)} />}
    </Page>
  );
}
