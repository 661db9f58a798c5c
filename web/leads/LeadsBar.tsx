import { Button, CloseButton, Group, Popover, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ListedLead } from '../../src/client/client.ts';
import { ColumnsMenu } from '../tables/ColumnsMenu.tsx';
import { FilterFields } from './FilterFields.tsx';
import { FilterPills } from './FilterPills.tsx';
import { leadColumns } from './lead-columns.tsx';
import { useLeadsSearch } from './use-leads-search.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

/** Search, filters and columns. */
export function LeadsBar({ rows }: { rows: readonly ListedLead[] }) {
  const { search, filters, change, clear } = useLeadsSearch();
  const { q: _, ...besides } = filters;
  const active = Object.keys(besides).length;
  return (
    <Group gap="xs">
      <SearchField />
      <ViewsMenu />
      <Popover position="bottom-start" width={340} trapFocus shadow="md">
        <Popover.Target>
          <Button variant="default" leftSection={<IconFilter size={15} />}>
            Filters{active > 0 && ` · ${active}`}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Filters">
          <FilterFields rows={rows} />
        </Popover.Dropdown>
      </Popover>
      <ColumnsMenu
        columns={leadColumns}
        without={search.without ?? []}
        onChange={(without) => change({ without })}
      />
      <FilterPills />
      {active > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={clear}>
          Clear all
        </Button>
      )}
    </Group>
  );
}

/** Writes to the address when whoever types pauses. */
function SearchField() {
  const { search, filter } = useLeadsSearch();
  const [text, setText] = useState(search.q ?? '');
  const apply = useDebouncedCallback((q: string) => filter({ q }), 250);
  useEffect(() => setText(search.q ?? ''), [search.q]);
  const write = (q: string) => {
    setText(q);
    apply(q);
  };
  return (
    <TextInput
      data-search
      aria-label="Search leads"
      placeholder="Name or id  ( / )"
      leftSection={<IconSearch size={15} />}
      rightSection={text && <CloseButton size="sm" aria-label="Clear the search" onClick={() => write('')} />}
      flex={{ base: '1 1 100%', sm: '0 1 240px' }}
      miw={150}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}
