import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ShownRequest } from '../../../src/client/client.ts';
import { rowFilters } from '../../../src/contract/words/request-words.ts';
import { requestRowsQuery } from '../../requests/request-queries.ts';
import { readRequestSearch } from '../../requests/requests-search.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { EmptyState } from '../../ui/page/EmptyState.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { VirtualTable } from '../../ui/tables/VirtualTable.tsx';
import classes from './RequestRows.module.css';
import { listRowColumns } from './row-columns.tsx';
import { UndoTicked } from './UndoTicked.tsx';
import { useUndoTicks } from './use-undo-ticks.ts';

const requestRoute = getRouteApi('/shell/requests/$requestId');

/** What became of each row, in the order of the input. */
export function RequestRows({ request }: { request: ShownRequest }) {
  const { requestId } = request;
  const search = requestRoute.useSearch();
  const { outcome } = search;
  const ticks = useUndoTicks(request, search);
  const navigate = requestRoute.useNavigate();
  const pages = useInfiniteQuery(requestRowsQuery(requestId, outcome));
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const columns = useMemo(() => listRowColumns(rows, request), [rows, request]);
  return (
    <Section
      title="Rows"
      note={
        <NativeSelect
          aria-label="Outcome"
          size="xs"
          data={[{ value: '', label: 'Every outcome' }, ...rowFilters]}
          value={outcome ?? ''}
          onChange={(event) => {
            ticks?.clear();
            void navigate({
              search: readRequestSearch({ outcome: event.currentTarget.value }),
              replace: true,
            });
          }}
        />
      }
    >
      <FailureNote error={pages.error} onRetry={() => void pages.refetch()} />
      {ticks && <UndoTicked request={request} ticks={ticks} />}
      <div className={classes.rows} data-few={rows.length < 10}>
        <VirtualTable
          label="Rows of the request"
          columns={columns}
          rows={rows}
          keyOf={({ row }) => row}
          ticks={ticks?.ofRows}
          onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
          empty={
            pages.isSuccess && (
              <EmptyState title="No row of that outcome">Choose another outcome to see its rows.</EmptyState>
            )
          }
        />
      </div>
    </Section>
  );
}
