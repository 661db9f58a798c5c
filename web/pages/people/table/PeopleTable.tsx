import { Anchor } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { paths } from '../../../address/paths.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { VirtualTable } from '../../../ui/tables/VirtualTable.tsx';
import { NewPersonButton } from '../facts/NewPersonButton.tsx';
import { usePeopleSearch } from '../view/use-people-search.ts';
import { PeopleBar } from './PeopleBar.tsx';
import { peopleColumns } from './people-columns.tsx';
import { peoplePagesQuery } from './people-queries.ts';

/** Everybody in sight of whoever is signed in, in the order of their ids. */
export function PeopleTable() {
  const { search, filters, change } = usePeopleSearch();
  const { without } = search;
  const navigate = useNavigate();
  const columns = useMemo(() => peopleColumns.filter(({ id }) => !without?.includes(id)), [without]);
  const pages = useInfiniteQuery(peoplePagesQuery(filters));
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const total = pages.data?.pages[0]?.total ?? undefined;
  return (
    <Page title="People" note={!pages.isError && spellCount(total)} isFull actions={<NewPersonButton />}>
      <PeopleBar />
      <FailureNote error={pages.error} onRetry={() => void pages.refetch()} />
      <VirtualTable
        label="People"
        columns={columns}
        rows={rows}
        keyOf={({ userId }) => userId}
        onOpen={({ userId }) => void navigate({ to: paths.person, params: { userId } })}
        total={total}
        isStale={pages.isPlaceholderData}
        onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
        empty={
          pages.isSuccess && (
            <EmptyState title="Nobody matches">
              Fewer filters find more.{' '}
              <Anchor
                component="button"
                inherit
                onClick={() => change({ q: undefined, role: undefined, access: undefined, is: undefined })}
              >
                Clear all filters
              </Anchor>
            </EmptyState>
          )
        }
      />
    </Page>
  );
}

function spellCount(total: number | undefined): string {
  return total === undefined ? 'Counting …' : `${total.toLocaleString()} match`;
}
