import { Button, Group, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { longestName, mostViews, type SavedView } from './saved-view-rules.ts';

/** Gives what the page shows a name. */
export function SaveView({ views, onSave }: { views: readonly SavedView[]; onSave: (name: string) => void }) {
  const [text, setText] = useState('');
  const name = text.trim();
  const isKnown = views.some((view) => view.name === name);
  const isFull = views.length >= mostViews && !isKnown;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name === '' || isFull) return;
    onSave(name);
    setText('');
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" mt="xs" align="start" wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          aria-label="Name of this view"
          placeholder="Name what you see now"
          maxLength={longestName}
          value={text}
          error={isFull && `There are ${mostViews}. Forget one first.`}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={name === '' || isFull}>
          {isKnown ? 'Replace' : 'Save'}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt={8}>
        Kept in this browser, for you. To share one, send its address.
      </Text>
    </form>
  );
}
