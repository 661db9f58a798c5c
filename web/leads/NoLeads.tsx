import { Anchor } from '@mantine/core';
import { EmptyState } from '../pages/EmptyState.tsx';
import { useLeadsSearch } from './use-leads-search.ts';

export function NoLeads() {
  const { filters, clear } = useLeadsSearch();
  if (Object.keys(filters).length === 0) {
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
