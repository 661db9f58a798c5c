import { SegmentedControl } from '@mantine/core';
import { usePeopleSearch } from './use-people-search.ts';

/** The same people as a table or as the org chart. */
export function ViewSwitch() {
  const { search, change } = usePeopleSearch();
  return (
    <SegmentedControl
      aria-label="View"
      size="sm"
      value={search.view ?? 'table'}
      onChange={(view) => change({ view })}
      data={[
        { value: 'table', label: 'Table' },
        { value: 'chart', label: 'Org chart' },
      ]}
    />
  );
}
