import { Alert, Button, Group } from '@mantine/core';
import { Moment } from '../../ui/moments/Moment.tsx';
import { useLeadsSearch } from './use-leads-search.ts';

/** Says of a list of a past moment what in it is of then. */
export function LeadsAsOf() {
  const { filters, filter } = useLeadsSearch();
  if (filters.asOf === undefined) return null;
  return (
    <Alert p="xs" variant="light" role="status">
      <Group gap="xs">
        <span>
          As of <Moment at={filters.asOf} />
          {': who stood on each then. Everything else is as it is now.'}
        </span>
        <Button variant="default" size="compact-xs" onClick={() => filter({ asOf: undefined })}>
          Back to now
        </Button>
      </Group>
    </Alert>
  );
}
