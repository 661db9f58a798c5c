import { Checkbox, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import type { ListedLead } from '../../src/client/client.ts';
import { PersonPicker } from '../people/PersonPicker.tsx';
import { useLeadsSearch } from './use-leads-search.ts';

const lists = [
  { name: 'status', label: 'Status' },
  { name: 'source', label: 'Source' },
  { name: 'state', label: 'State' },
] as const;

/** The API's selection as fields; values that are in sight are offered, any other can be typed. */
export function FilterFields({ rows }: { rows: readonly ListedLead[] }) {
  const { filters, filter } = useLeadsSearch();
  return (
    <Stack gap="sm">
      <PersonPicker label="Owner" isInPopover value={filters.owner} onChange={(owner) => filter({ owner })} />
      {filters.owner !== undefined && (
        <Select
          label="Who stands as"
          placeholder="Primary"
          clearable
          comboboxProps={{ withinPortal: false }}
          data={['primary', 'secondary']}
          value={filters.standing ?? null}
          onChange={(standing) => filter({ standing })}
        />
      )}
      {lists.map(({ name, label }) => (
        <TagsInput
          key={name}
          label={label}
          placeholder="Any"
          comboboxProps={{ withinPortal: false }}
          data={[...new Set(rows.map((row) => row[name]))].filter(Boolean).sort()}
          value={filters[name] ?? []}
          onChange={(values) => filter({ [name]: values })}
        />
      ))}
      <Group grow>
        <DayField
          label="Created from"
          value={filters.from}
          onChange={(from, isTyped) => filter({ from }, isTyped)}
        />
        <DayField
          label="Created before"
          value={filters.before}
          onChange={(before, isTyped) => filter({ before }, isTyped)}
        />
      </Group>
      <Checkbox
        label="Nobody stands on it"
        checked={filters.unassigned ?? false}
        onChange={(event) => filter({ unassigned: event.currentTarget.checked })}
      />
      <Checkbox
        label="Its primary has left"
        checked={filters.primaryInactive ?? false}
        onChange={(event) => filter({ primaryInactive: event.currentTarget.checked })}
      />
    </Stack>
  );
}

interface DayFieldProps {
  label: string;
  value: string | undefined;
  /** A year comes digit by digit: after the first, a day is being typed. */
  onChange: (day: string, isTyped: boolean) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value, Boolean(value && currentTarget.value))}
    />
  );
}
