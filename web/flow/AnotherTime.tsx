import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { findRunAtGap } from '../requests/terms-rules.ts';

interface AnotherTimeProps {
  isPending: boolean;
  onChosen: (runAt: string) => void;
}

/** Schedules a plan for a moment that is chosen once its preview was seen. */
export function AnotherTime({ isPending, onChosen }: AnotherTimeProps) {
  const [text, setText] = useState<string>();
  if (text === undefined) {
    return (
      <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'start' }} onClick={() => setText('')}>
        At another time
      </Button>
    );
  }
  const gap = text === '' ? 'Choose when it is to start.' : findRunAtGap(text, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap === undefined) onChosen(new Date(text).toISOString());
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="end">
        <TextInput
          type="datetime-local"
          label="Start at"
          description={gap ?? 'It starts by itself; until then it can be cancelled.'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isPending} disabled={gap !== undefined}>
          Schedule
        </Button>
      </Group>
    </form>
  );
}
