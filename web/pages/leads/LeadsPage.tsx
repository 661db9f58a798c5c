import { Button } from '@mantine/core';
import { IconArrowsExchange, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { paths } from '../../address/paths.ts';
import { leadCountQuery, leadPagesQuery } from '../../leads/lead-queries.ts';
import { mayMoveLeads } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { isRefused } from '../../ui/failures/failure-rules.ts';
import { Page } from '../../ui/page/Page.tsx';
import { Beside } from '../../ui/panels/Beside.tsx';
import { VirtualTable } from '../../ui/tables/VirtualTable.tsx';
import { LeadsAsOf } from './LeadsAsOf.tsx';
import { LeadsBar } from './LeadsBar.tsx';
import { NoLeads } from './NoLeads.tsx';
import { useLeadColumns } from './use-lead-columns.ts';
import { useLeadTicks } from './use-lead-ticks.ts';
import { useLeadsSearch } from './use-leads-search.ts';

/** Not needed to see the leads, so it comes after them. */
const ReassignPanel = lazyRouteComponent(() => import('./ReassignPanel.tsx'), 'ReassignPanel');

const NewLead = lazyRouteComponent(() => import('./NewLead.tsx'), 'NewLead');

/** Every lead in sight of whoever is signed in, to be found, ticked and reassigned. */
export function LeadsPage() {
  const { search, filters, change } = useLeadsSearch();
  const { sort = 'leadId', reassign } = search;
  const { columns } = useLeadColumns();
  const navigate = useNavigate();
  const pages = useInfiniteQuery(leadPagesQuery(filters, sort));
  const count = useQuery(leadCountQuery(filters));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = count.data ?? undefined;
  const ticks = useLeadTicks(total);
  const mayMove = mayMoveLeads(useSession());
  const showsPanel = typeof reassign === 'number' || (reassign === 'new' && mayMove);
  useEffect(() => {
    if (pages.isSuccess) void ReassignPanel.preload?.();
  }, [pages.isSuccess]);
  return (
    <Page
      title="Leads"
      note={!count.isError && spellCount(count.data, mayMove && ticks.count !== 0 ? ticks.words : undefined)}
      isFull
      actions={
        mayMove && (
          <>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} />}
              onClick={() => change({ lead: 'new' })}
            >
              New lead
            </Button>
            <Button
              leftSection={<IconArrowsExchange size={16} />}
              disabled={ticks.count === 0}
              onClick={() => change({ reassign: 'new' })}
            >
              Reassign
            </Button>
          </>
        )
      }
    >
      {mayMove && search.lead === 'new' && <NewLead onClose={() => change({ lead: undefined })} />}
      <Beside panel={showsPanel && <ReassignPanel shows={reassign} total={total} />}>
        <LeadsBar rows={rows} isLoaded={pages.isSuccess && !pages.isPlaceholderData} />
        <LeadsAsOf />
        <FailureNote error={pages.error} onRetry={() => void pages.refetch()} />
        <VirtualTable
          label="Leads"
          columns={columns}
          rows={rows}
          keyOf={({ leadId }) => leadId}
          onOpen={({ leadId }) => void navigate({ to: paths.lead, params: { leadId } })}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          ticks={mayMove ? ticks.ofRows : undefined}
          total={total}
          isStale={pages.isPlaceholderData}
          onNearEnd={() => pages.hasNextPage && !pages.isFetching && void pages.fetchNextPage()}
          empty={(pages.isSuccess || isRefused(pages.error)) && <NoLeads isRefused={pages.isError} />}
        />
      </Beside>
    </Page>
  );
}

function spellCount(total: number | null | undefined, ticked: string | undefined): string {
  const all = spellTotal(total);
  return ticked === undefined ? all : `${all}; ${ticked} selected`;
}

/** Null: too many to be counted while somebody waits. */
function spellTotal(total: number | null | undefined): string {
  if (total === null) return 'Too many to count';
  return total === undefined ? 'Counting …' : `${total.toLocaleString()} match`;
}
