import { Checkbox, Group, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import type { ListedLead } from '../../../src/client/client.ts';
import { standings } from '../../../src/contract/words/lead-words.ts';
import { parseAttributes, spellAttributes } from '../../leads/attribute-rules.ts';
import { PersonPicker } from '../../people/PersonPicker.tsx';
import { isAdministrator } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { AsOfField } from '../../ui/moments/AsOfField.tsx';
import { dayOf } from '../../ui/moments/day-rules.ts';
import { useLeadsSearch } from './use-leads-search.ts';

const lists = [
  { name: 'status', label: 'Status' },
  { name: 'source', label: 'Source' },
  { name: 'state', label: 'State' },
] as const;

const anyText = { placeholder: 'Any', openOnFocus: false, comboboxProps: { withinPortal: false } } as const;

/** The API's selection as fields; values of loaded rows are offered, any other can be typed. */
export function FilterFields({ rows }: { rows: readonly ListedLead[] }) {
  const { filters, filter } = useLeadsSearch();
  const mayArchive = isAdministrator(useSession());
  return (
    <Stack gap="sm">
      <PersonPicker label="Owner" isInPopover value={filters.owner} onChange={(owner) => filter({ owner })} />
      {filters.owner !== undefined && (
        <Select
          label="Who stands as"
          placeholder="Primary"
          clearable
          comboboxProps={{ withinPortal: false }}
          data={[...standings]}
          value={filters.standing ?? null}
          onChange={(standing) => filter({ standing })}
        />
      )}
      <AsOfField asOf={filters.asOf} onChange={(asOf) => filter({ asOf })} />
      {lists.map(({ name, label }) => (
        <TagsInput
          key={name}
          label={label}
          {...anyText}
          data={offer(rows.map((row) => row[name]))}
          value={filters[name] ?? []}
          onChange={(values) => filter({ [name]: values })}
        />
      ))}
      <TagsInput
        label="Agent role"
        {...anyText}
        maxTags={1}
        data={offer(rows.flatMap(({ assignments }) => assignments.map(({ role }) => role)))}
        value={filters.role === undefined ? [] : [filters.role]}
        onChange={([role]) => filter({ role })}
      />
      <TagsInput
        label="Attributes"
        {...anyText}
        placeholder="branch = Denver"
        data={offer(rows.flatMap(({ attributes }) => spellAttributes(attributes)))}
        value={spellAttributes(filters.attributes ?? {})}
        onChange={(texts) => filter({ attributes: parseAttributes(texts) })}
      />
      <Text size="xs" c="dimmed">
        What loaded rows hold is offered. Any other value can be typed: press Enter after it.
      </Text>
      <CreatedFields />
      {mayArchive && (
        <Checkbox
          label="Archived"
          checked={filters.archived ?? false}
          onChange={(event) => filter({ archived: event.currentTarget.checked })}
        />
      )}
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

function CreatedFields() {
  const { filters, filter } = useLeadsSearch();
  return (
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
  );
}

/** Each value once. */
function offer(values: readonly string[]): string[] {
  return [...new Set(values)].filter(Boolean).sort();
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
      value={value === undefined ? '' : dayOf(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value, Boolean(value && currentTarget.value))}
    />
  );
}
