import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import classes from './AsOfField.module.css';
import { readFieldText, toFieldText } from './moment-rules.ts';

interface AsOfFieldProps {
  asOf: string | undefined;
  onChange: (asOf: string | undefined) => void;
}

/** Chooses the moment of which a page tells; empty, it tells of now. */
export function AsOfField({ asOf, onChange }: AsOfFieldProps) {
  const [text, setText] = useState(toFieldText(asOf));
  const apply = useDebouncedCallback((value: string) => onChange(readFieldText(value)), 500);
  useEffect(() => setText(toFieldText(asOf)), [asOf]);
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
      max={toFieldText(new Date().toISOString())}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
    />
  );
}
