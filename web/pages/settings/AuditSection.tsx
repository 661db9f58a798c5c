import { Button, Skeleton, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { AuditPage } from '../../../src/client/client.ts';
import { wordKeyMaker } from '../../../src/contract/rules/asked-by-rules.ts';
import { auditWords } from '../../../src/contract/rules/audit-words.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { Moment } from '../../ui/moments/Moment.tsx';
import { EmptyState } from '../../ui/page/EmptyState.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { DownloadCsv } from '../../ui/tables/DownloadCsv.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { auditQuery } from './setting-queries.ts';
import { toAuditQuery } from './settings-search.ts';

const settingsRoute = getRouteApi('/shell/settings');

/** Who made, used and ended ways in, and who was refused: the newest first. */
export function AuditSection() {
  const search = settingsRoute.useSearch();
  const isOpen = search.trail === 'open';
  const navigate = settingsRoute.useNavigate();
  const events = useInfiniteQuery({ ...auditQuery(search), enabled: isOpen });
  const rows = events.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      title="Audit trail"
      note={
        <>
          Who got in, and who let them{' '}
          <DownloadCsv isSmall path="audit-events" of="audit trail" query={toAuditQuery(search)} />
        </>
      }
    >
      <FailureNote error={events.error} onRetry={() => void events.refetch()} />
      {!isOpen && (
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            void navigate({ search: (now) => ({ ...now, trail: 'open' as const }), resetScroll: false })
          }
        >
          Show the trail
        </Button>
      )}
      {isOpen && <AuditFilters />}
      {isOpen && events.isPending && <Skeleton h={120} />}
      {events.isSuccess && rows.length === 0 && (
        <EmptyState title="No event matches">Take a filter back, or look over a longer time.</EmptyState>
      )}
      <Table.ScrollContainer minWidth={380} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table fz="sm" verticalSpacing={6} horizontalSpacing={6}>
          <Table.Tbody>
            {rows.map((event) => (
              <EventRow key={event.eventId} event={event} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {events.hasNextPage && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          Show older events
        </Button>
      )}
    </Section>
  );
}

function EventRow({ event }: { event: AuditPage['items'][number] }) {
  const { at, by, keyMadeBy, what, about, detail, address } = event;
  const isAboutAnother = about !== null && about.userId !== by?.userId;
  return (
    <Table.Tr>
      <Table.Td>
        <Moment at={at} />
      </Table.Td>
      <Table.Td>
        {by?.name ?? 'The operator, or somebody unknown,'}
        {wordKeyMaker(keyMadeBy)} {auditWords[what]}
        {isAboutAnother && ` of ${about.name}`}
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[detail, address].filter((text) => text !== null).join(' · ')}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
