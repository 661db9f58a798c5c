import { Pill } from '@mantine/core';
import type { ListedLead } from '../../../src/client/client.ts';
import { spellAttributes } from '../../leads/attribute-rules.ts';
import type { LeadFilters } from '../../leads/lead-filters.ts';
import { spellDay } from '../../ui/moments/day-rules.ts';
import { shortenMoment } from '../../ui/moments/moment-rules.ts';
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
  const pills = describeFilters(filters, owner ?? String(filters.owner));
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

function describeFilters(filters: LeadFilters, owner: string): { name: keyof LeadFilters; text: string }[] {
  const {
    asOf,
    status,
    source,
    state,
    attributes,
    from,
    before,
    role,
    standing,
    unassigned,
    primaryInactive,
  } = filters;
  const all = [
    { name: 'asOf', text: asOf && `As of ${shortenMoment(asOf, new Date())}` },
    { name: 'owner', text: filters.owner && `Owner: ${owner}` },
    { name: 'role', text: role && `Role: ${role}` },
    { name: 'standing', text: standing && `As ${standing}` },
    { name: 'status', text: status?.join(' or ') },
    { name: 'source', text: source?.join(' or ') },
    { name: 'state', text: state?.join(' or ') },
    { name: 'attributes', text: attributes && spellAttributes(attributes).join(', ') },
    { name: 'from', text: from && `From ${spellDay(from)}` },
    { name: 'before', text: before && `Before ${spellDay(before)}` },
    { name: 'unassigned', text: unassigned && 'Nobody stands on it' },
    { name: 'primaryInactive', text: primaryInactive && 'Primary has left' },
  ] as const;
  return all.flatMap(({ name, text }) => (text ? [{ name, text }] : []));
}
