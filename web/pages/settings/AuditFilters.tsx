import { Button, Group, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { auditWhats, auditWords } from '../../../src/contract/rules/audit-words.ts';
import { PersonPicker } from '../../people/PersonPicker.tsx';
import { DayField } from '../../ui/moments/DayField.tsx';
import classes from './AuditFilters.module.css';
import { isFilteredTrail, readSettingsSearch, type SettingsSearch } from './settings-search.ts';

const settingsRoute = getRouteApi('/shell/settings');

/** What was done, by whom or about whom, and when. */
export function AuditFilters() {
  const search = settingsRoute.useSearch();
  const navigate = settingsRoute.useNavigate();
  const filter = (members: { [Name in keyof SettingsSearch]?: unknown }) =>
    void navigate({
      search: (now) => readSettingsSearch({ ...now, ...members }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Group gap="xs" align="start" mb="sm" className={classes.filters}>
      <Select
        aria-label="What"
        placeholder="Anything"
        clearable
        data={auditWhats.map((value) => ({ value, label: auditWords[value] }))}
        value={search.what ?? null}
        onChange={(what) => filter({ what })}
      />
      <PersonPicker
        label="Who"
        isLabelHidden
        placeholder="By or about anybody"
        value={search.user}
        onChange={(user) => filter({ user })}
      />
      <DayField name="From" value={search.from} onChange={(from) => filter({ from })} />
      <DayField name="To" value={search.to} onChange={(to) => filter({ to })} />
      {isFilteredTrail(search) && (
        <Button
          variant="subtle"
          onClick={() => filter({ what: undefined, user: undefined, from: undefined, to: undefined })}
        >
          Clear all
        </Button>
      )}
    </Group>
  );
}
