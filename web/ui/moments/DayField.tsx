import { TextInput } from '@mantine/core';
import classes from './DayField.module.css';
import { dayOf, spellDay } from './day-rules.ts';

interface DayFieldProps {
  name: string;
  value: string | undefined;
  onChange: (day: string) => void;
}

/** A day that filters, as an address keeps it. */
export function DayField({ name, value, onChange }: DayFieldProps) {
  return (
    <TextInput
      type="date"
      aria-label={name}
      leftSection={<span className={classes.name}>{name}</span>}
      leftSectionWidth={50}
      value={value === undefined ? '' : dayOf(value)}
      title={value && spellDay(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
