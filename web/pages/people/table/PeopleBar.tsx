import { Button, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accessRoles } from '../../../../src/contract/words/access-words.ts';
import { rolesQuery } from '../../../people/role-queries.ts';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { ColumnsMenu } from '../../../ui/tables/ColumnsMenu.tsx';
import { DownloadCsv } from '../../../ui/tables/DownloadCsv.tsx';
import { ExportLink } from '../../../ui/tables/ExportLink.tsx';
import { activities } from '../view/people-search.ts';
import { usePeopleSearch } from '../view/use-people-search.ts';
import { ViewSwitch } from '../view/ViewSwitch.tsx';
import classes from './PeopleBar.module.css';
import { peopleColumns } from './people-columns.tsx';
import { toUsersQuery } from './people-queries.ts';

/** Search, filters and columns. */
export function PeopleBar() {
  const { search, filters, change, amend } = usePeopleSearch();
  const roles = (useQuery(rolesQuery).data ?? []).map(({ name }) => name);
  const clear = () => change({ q: undefined, role: undefined, access: undefined, is: undefined });
  return (
    <Group gap="xs" className={classes.bar}>
      <ViewSwitch />
      <SearchField
        aria-label="Search people"
        placeholder="Name or e-mail  ( / )"
        q={search.q}
        onSearch={(q) => amend({ q })}
      />
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
      <DownloadCsv path="users" query={toUsersQuery(filters)} />
      <ExportLink table="users" query={toUsersQuery(filters)} />
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={clear}>
          Clear all
        </Button>
      )}
    </Group>
  );
}
