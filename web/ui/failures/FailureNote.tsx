import { Alert, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { nameMomentsIn } from '../moments/moment-rules.ts';
import { describeFailure } from './failure-rules.ts';

interface FailureNoteProps {
  error: unknown;
  /** Offered where trying again may help. */
  onRetry?: (() => void) | undefined;
  /** What else helps. */
  children?: ReactNode;
}

const colours = { '--alert-color': 'var(--baton-bad)', '--alert-bd': '1px solid var(--baton-bad)' } as const;

/** An error in the place where it happened. Nothing is shown where there is none. */
export function FailureNote({ error, onRetry, children }: FailureNoteProps) {
  if (error === null || error === undefined) return null;
  const { title, detail, problems, isPassing } = describeFailure(error);
  return (
    <Alert role="alert" variant="outline" color="red" title={title} vars={() => ({ root: colours })} p="sm">
      <Text size="sm">{nameMomentsIn(detail, new Date())}</Text>
      {problems.length > 0 && (
        <ul>
          {problems.slice(0, 20).map(({ line, column, reason }) => (
            <li key={`${line} ${column} ${reason}`}>
              Line {line}
              {column ? `, ${column}` : ''}: {reason}
            </li>
          ))}
        </ul>
      )}
      {onRetry && isPassing && (
        <Button mt="xs" size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
      {children && <div style={{ marginTop: 8 }}>{children}</div>}
    </Alert>
  );
}
