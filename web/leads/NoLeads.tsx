import { Anchor } from '@mantine/core';
import { EmptyState } from '../pages/EmptyState.tsx';
import { useLeadsSearch } from './use-leads-search.ts';

/** Why there are none: none match, the filters cannot be used, or nothing was brought in yet. */
export function NoLeads({ isRefused }: { isRefused: boolean }) {
  const { filters, clear } = useLeadsSearch();
  const hasFilters = Object.keys(filters).length > 0;
  if (!hasFilters) {
    return (
      <EmptyState title="There are no leads yet">
        Bring them in with <code>baton import leads FILE.csv</code>. Agents see the leads they stand on.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={isRefused ? 'No leads by these filters' : 'No lead matches'}>
      {isRefused ? 'One of them cannot be used.' : 'Fewer filters find more.'}{' '}
      <Anchor component="button" onClick={clear} inherit>
        Clear all filters
      </Anchor>
    </EmptyState>
  );
}
