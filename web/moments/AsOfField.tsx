import { Button, Group, TextInput } from '@mantine/core';
import { readFieldText, toFieldText } from './moment-rules.ts';

interface AsOfFieldProps {
  asOf: string | undefined;
  onChange: (asOf: string | undefined) => void;
}

/** Chooses the moment of which a page tells; empty, it tells of now. */
export function AsOfField({ asOf, onChange }: AsOfFieldProps) {
  return (
    <Group gap={6} wrap="nowrap">
      <TextInput
        type="datetime-local"
        aria-label="As of"
        leftSection={<span style={{ fontSize: 'var(--mantine-font-size-xs)' }}>As of</span>}
        leftSectionWidth={48}
        max={toFieldText(new Date().toISOString())}
        value={asOf === undefined ? '' : toFieldText(asOf)}
        onChange={(event) => onChange(readFieldText(event.currentTarget.value))}
      />
      {asOf !== undefined && (
        <Button variant="default" onClick={() => onChange(undefined)}>
          Back to now
        </Button>
      )}
    </Group>
  );
}
