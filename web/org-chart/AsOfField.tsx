import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import classes from './AsOfField.module.css';
import { fromLocalTime, toLocalTime } from './local-time-rules.ts';

interface AsOfFieldProps {
  asOf: string | undefined;
  onChange: (asOf: string | undefined) => void;
}

/** A moment to go back to; empty is now. */
export function AsOfField({ asOf, onChange }: AsOfFieldProps) {
  const [text, setText] = useState(toLocalTime(asOf));
  const apply = useDebouncedCallback((value: string) => onChange(fromLocalTime(value)), 500);
  useEffect(() => setText(toLocalTime(asOf)), [asOf]);
  return (
    <TextInput
      type="datetime-local"
      aria-label="As of"
      className={classes.field}
      leftSection={<span className={classes.label}>As of</span>}
      leftSectionWidth={54}
      rightSection={
        asOf === undefined ? undefined : (
          <CloseButton size="sm" aria-label="Back to now" onClick={() => onChange(undefined)} />
        )
      }
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
    />
  );
}
