import { Button, CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ColumnsMenu } from '../tables/ColumnsMenu.tsx';
import classes from './PeopleBar.module.css';
import { peopleColumns } from './people-columns.tsx';
import { agentRolesQuery } from './people-queries.ts';
import { accessRoles, activities } from './people-search.ts';
import { usePeopleSearch } from './use-people-search.ts';
import { ViewSwitch } from './ViewSwitch.tsx';

/** Search, filters and columns. */
export function PeopleBar() {
  const { search, filters, change } = usePeopleSearch();
  const roles = useQuery(agentRolesQuery).data ?? [];
  const clear = () => change({ q: undefined, role: undefined, access: undefined, is: undefined });
  return (
    <Group gap="xs" className={classes.bar}>
      <ViewSwitch />
      <SearchField />
      <Select
        aria-label="Agent role"
        placeholder="Any agent role"
        searchable
        clearable
        data={[...new Set([...roles, ...(filters.role ? [filters.role] : [])])]}
        value={filters.role ?? null}
        onChange={(role) => change({ role })}
      />
      <Select
        aria-label="Access role"
        placeholder="Any access role"
        clearable
        data={[...accessRoles]}
        value={filters.access ?? null}
        onChange={(access) => change({ access })}
      />
      <Select
        aria-label="Active or left"
        placeholder="Active and left"
        clearable
        data={[...activities]}
        value={filters.is ?? null}
        onChange={(is) => change({ is })}
      />
      <ColumnsMenu
        columns={peopleColumns}
        without={search.without ?? []}
        onChange={(without) => change({ without })}
      />
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={clear}>
          Clear all
        </Button>
      )}
    </Group>
  );
}

/** Writes to the address when whoever types pauses. */
function SearchField() {
  const { search, change } = usePeopleSearch();
  const [text, setText] = useState(search.q ?? '');
  const apply = useDebouncedCallback((q: string) => change({ q }), 250);
  useEffect(() => setText(search.q ?? ''), [search.q]);
  const write = (q: string) => {
    setText(q);
    apply(q);
  };
  return (
    <TextInput
      data-search
      aria-label="Search people"
      placeholder="Name or e-mail  ( / )"
      leftSection={<IconSearch size={15} />}
      rightSection={text && <CloseButton size="sm" aria-label="Clear the search" onClick={() => write('')} />}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}
