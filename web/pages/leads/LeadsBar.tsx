import { Button, Group } from '@mantine/core';
import type { ListedLead } from '../../../src/client/client.ts';
import { toLeadsQuery } from '../../leads/lead-filters.ts';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { ColumnsMenu } from '../../ui/tables/ColumnsMenu.tsx';
import { DownloadCsv } from '../../ui/tables/DownloadCsv.tsx';
import { ExportLink } from '../../ui/tables/ExportLink.tsx';
import { FilterPills } from './FilterPills.tsx';
import { FiltersMenu } from './FiltersMenu.tsx';
import { leadColumns } from './lead-columns.tsx';
import { useLeadColumns } from './use-lead-columns.ts';
import { useLeadsSearch } from './use-leads-search.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

/** Search, filters and columns. */
export function LeadsBar({ rows, isLoaded }: { rows: readonly ListedLead[]; isLoaded: boolean }) {
  const { search, filters, filter, clear } = useLeadsSearch();
  const { without, choose } = useLeadColumns();
  const { q: _, ...besides } = filters;
  const active = Object.keys(besides).length;
  return (
    <Group gap="xs">
      <SearchField
        aria-label="Search leads"
        placeholder="Name or id  ( / )"
        flex={{ base: '1 1 100%', sm: '0 1 240px' }}
        miw={150}
        q={search.q}
        onSearch={(q) => filter({ q }, true)}
      />
      <ViewsMenu />
      <FiltersMenu rows={rows} active={active} />
      <ColumnsMenu columns={leadColumns} without={without} onChange={choose} isForPhones />
      <DownloadCsv path="leads" query={{ ...toLeadsQuery(filters), sort: search.sort }} />
      <ExportLink table="leads" query={toLeadsQuery(filters)} />
      <FilterPills rows={rows} isLoaded={isLoaded} />
      {active > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={clear}>
          Clear all
        </Button>
      )}
    </Group>
  );
}
