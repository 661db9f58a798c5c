import { Pill } from '@mantine/core';
import type { ListedLead } from '../../../src/client/client.ts';
import { tellLeadFilters } from '../../leads/lead-filters.ts';
import { useLeadsSearch } from './use-leads-search.ts';
import { useOwnerName } from './use-owner-name.ts';

interface FilterPillsProps {
  rows: readonly ListedLead[];
  /** Whether these are the rows that match. */
  isLoaded: boolean;
}

/** The filters in force, each with a way to take it back. */
export function FilterPills({ rows, isLoaded }: FilterPillsProps) {
  const { filters, filter } = useLeadsSearch();
  const owner = useOwnerName(filters.owner, rows, isLoaded);
  const pills = tellLeadFilters(filters, owner ?? String(filters.owner));
  return pills.map(({ name, text }) => (
    <Pill
      key={name}
      size="md"
      bg="var(--baton-chosen)"
      withRemoveButton
      onRemove={() => filter({ [name]: undefined })}
      removeButtonProps={{ 'aria-label': `Take back: ${text}`, 'aria-hidden': false, tabIndex: 0 }}
    >
      {text}
    </Pill>
  ));
}
