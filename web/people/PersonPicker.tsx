import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foldSearch } from '../../src/contract/rules/fold-rules.ts';
import { peopleLikeQuery, personQuery } from './person-queries.ts';

interface PersonPickerProps {
  label: string;
  value: number | undefined;
  onChange: (userId: number | undefined) => void;
  placeholder?: string;
  /** Without it, people who have left can be chosen, too. */
  isActive?: true;
  isLabelHidden?: boolean;
  /** True: `/` leads here. */
  isPageSearch?: boolean;
  /** True: the dialog around it begins here, and not at its close button. */
  isFirst?: boolean;
  /** True: its list is part of the popover around it, which closes by a click anywhere else. */
  isInPopover?: true;
  error?: string | undefined;
  /** What to know of it, under its name. */
  note?: string | undefined;
  /** Somebody who may be chosen already: nobody asks for them. */
  known?: Choosable | undefined;
}

interface Choosable {
  userId: number;
  name: string;
  email: string;
  isActive: boolean;
  agentRole?: string;
}

/** Finds one person among any number by a part of their name or e-mail; until somebody looks, it asks for nobody. */
export function PersonPicker(props: PersonPickerProps) {
  const {
    label,
    value,
    onChange,
    placeholder = 'Name or e-mail',
    isActive,
    isLabelHidden,
    isPageSearch,
    isFirst,
    isInPopover = false,
    error,
    note,
    known,
  } = props;
  const [text, setText] = useState('');
  const [isLookedAt, setLookedAt] = useState(false);
  const chosen = useChosen(value, known);
  const isChosenShown = chosen !== undefined && text === chosen.name;
  const [q] = useDebouncedValue(isChosenShown ? '' : text.trim(), 150);
  const found = useQuery({ ...peopleLikeQuery(q, { isActive }), enabled: isLookedAt });
  const people = [...(chosen && value !== undefined ? [chosen] : []), ...(found.data?.items ?? [])];
  const choices = new Map(
    people
      .filter((person) => isChosenShown || isLike(person, text.trim()))
      .map((person) => [String(person.userId), person]),
  );
  return (
    <Select
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      {...(isPageSearch ? { 'data-search': true } : {})}
      {...(isFirst ? { 'data-autofocus': true } : {})}
      description={note}
      placeholder={placeholder}
      searchable
      clearable
      openOnFocus={!isInPopover}
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      value={value === undefined ? null : String(value)}
      onChange={(id) => onChange(id === null ? undefined : Number(id))}
      searchValue={text}
      onSearchChange={setText}
      onDropdownOpen={() => setLookedAt(true)}
      data={[...choices].map(([id, { name }]) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const person = choices.get(option.value);
        return person && <Choice person={person} />;
      }}
      nothingFoundMessage={found.isFetching ? 'Searching …' : 'Nobody of that name or e-mail'}
      rightSection={found.isFetching && text !== '' ? <Loader size={14} /> : undefined}
      comboboxProps={{ withinPortal: !isInPopover }}
      error={error}
    />
  );
}

function useChosen(userId: number | undefined, known: Choosable | undefined): Choosable | undefined {
  const isKnown = known?.userId === userId;
  const asked = useQuery({ ...personQuery(userId ?? 0), enabled: userId !== undefined && !isKnown }).data;
  return (isKnown ? known : asked) ?? undefined;
}

function Choice({ person: { name, email, isActive, agentRole } }: { person: Choosable }) {
  return (
    <div>
      {name}
      <div style={{ fontSize: 'var(--mantine-font-size-xs)', opacity: 0.8 }}>
        {agentRole !== undefined && `${agentRole} · `}
        {email}
        {isActive ? '' : ' · left'}
      </div>
    </div>
  );
}

/** As the server finds them: those of the search before must not be chosen by whoever types on. */
function isLike({ name, email }: { name: string; email: string }, text: string): boolean {
  const known = foldSearch(`${name} ${email}`);
  return foldSearch(text)
    .split(' ')
    .every((word) => known.includes(word));
}
