import { Button, Skeleton, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { EmptyState } from '../../ui/page/EmptyState.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { DownloadCsv } from '../../ui/tables/DownloadCsv.tsx';
import { KeyRow } from './KeyRow.tsx';
import { orgKeysQuery } from './setting-queries.ts';

/** Every way in for a script, whoever it belongs to; what is not known here is revoked here. */
export function KeysSection() {
  const keys = useInfiniteQuery(orgKeysQuery);
  const rows = keys.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      title="Access keys"
      note={
        <>
          Made on a person’s page <DownloadCsv isSmall path="keys" of="access keys" />
        </>
      }
    >
      <FailureNote error={keys.error} onRetry={() => void keys.refetch()} />
      {keys.isPending && <Skeleton h={120} />}
      {keys.isSuccess && rows.length === 0 && (
        <EmptyState title="No access key yet">
          Scripts and Postman need one. Open a person’s page and create it there. Whatever it does, they did.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={430} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table fz="sm" verticalSpacing={6} horizontalSpacing={6}>
            <Table.Thead fz="xs">
              <Table.Tr>
                <Table.Th>Access key</Table.Th>
                <Table.Th>Whose</Table.Th>
                <Table.Th>Created</Table.Th>
                <Table.Th ta="end">State</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((key) => (
                <KeyRow key={key.accessKey} listed={key} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {keys.hasNextPage && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          loading={keys.isFetchingNextPage}
          onClick={() => void keys.fetchNextPage()}
        >
          Show older keys
        </Button>
      )}
    </Section>
  );
}
