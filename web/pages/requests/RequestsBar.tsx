import { Button, Group, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { requestKinds, requestStates } from '../../../src/contract/words/request-words.ts';
import { PersonPicker } from '../../people/PersonPicker.tsx';
import { kindNames } from '../../requests/request-rules.ts';
import { readRequestsSearch, toRequestsQuery } from '../../requests/requests-search.ts';
import { DayField } from '../../ui/moments/DayField.tsx';
import { DownloadCsv } from '../../ui/tables/DownloadCsv.tsx';
import { FindRequest } from './FindRequest.tsx';
import classes from './RequestsBar.module.css';

const requestsRoute = getRouteApi('/shell/requests');

/** Finds one by its id, or filters them all. */
export function RequestsBar() {
  const filters = requestsRoute.useSearch();
  const navigate = requestsRoute.useNavigate();
  const filter = (members: { [Name in keyof typeof filters]?: unknown }) =>
    void navigate({ search: (now) => readRequestsSearch({ ...now, ...members }), replace: true });
  return (
    <Group gap="xs" align="start" className={classes.bar}>
      <FindRequest />
      <Select
        aria-label="Kind"
        placeholder="Any kind"
        clearable
        data={requestKinds.map((value) => ({ value, label: kindNames[value] }))}
        value={filters.kind ?? null}
        onChange={(kind) => filter({ kind })}
      />
      <Select
        aria-label="State"
        placeholder="Any state"
        clearable
        data={[...requestStates]}
        value={filters.state ?? null}
        onChange={(state) => filter({ state })}
      />
      <Button
        variant={filters.state === 'queued' ? 'filled' : 'default'}
        aria-pressed={filters.state === 'queued'}
        onClick={() => filter({ state: filters.state === 'queued' ? undefined : 'queued' })}
      >
        Waiting
      </Button>
      <PersonPicker
        label="Asked by"
        isLabelHidden
        placeholder="Asked by anybody"
        value={filters.by}
        onChange={(by) => filter({ by })}
      />
      <DayField name="From" value={filters.from} onChange={(from) => filter({ from })} />
      <DayField name="To" value={filters.to} onChange={(to) => filter({ to })} />
      <DownloadCsv path="requests" query={toRequestsQuery(filters)} />
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" onClick={() => void navigate({ search: {} })}>
          Clear all
        </Button>
      )}
    </Group>
  );
}
