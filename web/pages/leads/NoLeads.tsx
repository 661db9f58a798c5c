import { Anchor } from '@mantine/core';
import { EmptyState } from '../../ui/page/EmptyState.tsx';
import { useLeadsSearch } from './use-leads-search.ts';

/** Why there are none: none match, what the address asks for cannot be used, or nothing was brought in yet. */
export function NoLeads({ isRefused }: { isRefused: boolean }) {
  const { filters, clear, reset } = useLeadsSearch();
  const hasFilters = Object.keys(filters).length > 0;
  if (isRefused) {
    return (
      <EmptyState title="No leads by this address">
        Part of it cannot be used.{' '}
        <Anchor component="button" onClick={reset} inherit>
          Show all leads
        </Anchor>
      </EmptyState>
    );
  }
  if (!hasFilters) {
    return (
      <EmptyState title="There are no leads yet">
        Bring them in with <code>baton import leads FILE.csv</code>. Agents see the leads they stand on.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No lead matches">
      Fewer filters find more.{' '}
      <Anchor component="button" onClick={clear} inherit>
        Clear all filters
      </Anchor>
    </EmptyState>
  );
}
