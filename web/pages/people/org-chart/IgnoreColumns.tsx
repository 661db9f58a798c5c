import { Checkbox } from '@mantine/core';
import { BatonError } from '../../../../src/client/client.ts';

/** The columns that a file was refused for, where nothing else was wrong with its first line. */
export function findUnknownColumns(error: unknown): readonly string[] {
  if (!(error instanceof BatonError) || error.field !== 'ignoreColumns') return [];
  return error.problems.flatMap(({ column }) => column ?? []);
}

interface IgnoreColumnsProps {
  /** Those that are not known; none where nothing was asked. */
  columns: readonly string[];
  isIgnored: boolean;
  onChange: (isIgnored: boolean) => void;
}

/** Nothing of a file is left aside without being named. */
export function IgnoreColumns({ columns, isIgnored, onChange }: IgnoreColumnsProps) {
  if (columns.length === 0) return null;
  return (
    <Checkbox
      label={`Ignore ${columns.length === 1 ? 'the column' : 'the columns'} ${columns.join(', ')}`}
      checked={isIgnored}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}
