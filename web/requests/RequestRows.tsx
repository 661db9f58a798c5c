import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { FailureNote } from '../failures/FailureNote.tsx';
import { EmptyState } from '../pages/EmptyState.tsx';
import { Section } from '../sections/Section.tsx';
import { VirtualTable } from '../tables/VirtualTable.tsx';
import classes from './RequestRows.module.css';
import { requestRowsQuery } from './request-queries.ts';
import { outcomes } from './request-rules.ts';
import { requestRoute } from './requests-routes.ts';
import { readRequestSearch } from './requests-search.ts';
import { listRowColumns } from './row-columns.tsx';

/** What became of each row, in the order of the input. */
export function RequestRows({ requestId }: { requestId: number }) {
  const { outcome } = requestRoute.useSearch();
  const navigate = useNavigate({ from: requestRoute.fullPath });
  const pages = useInfiniteQuery(requestRowsQuery(requestId, outcome));
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const columns = useMemo(() => listRowColumns(rows), [rows]);
  return (
    <Section
      title="Rows"
      note={
        <NativeSelect
          aria-label="Outcome"
          size="xs"
          data={[{ value: '', label: 'Every outcome' }, ...outcomes]}
          value={outcome ?? ''}
          onChange={(event) =>
            void navigate({
              search: readRequestSearch({ outcome: event.currentTarget.value }),
              replace: true,
            })
          }
        />
      }
    >
      <FailureNote error={pages.error} onRetry={() => void pages.refetch()} />
      <div className={classes.rows} data-few={rows.length < 10}>
        <VirtualTable
          label="Rows of the request"
          columns={columns}
          rows={rows}
          keyOf={({ row }) => row}
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
