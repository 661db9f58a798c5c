import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import type { RetryBody, ShownRequest } from '../../src/client/client.ts';
import { ReceiverFields } from '../forms/ReceiverFields.tsx';
import { emptyReceivers, findReceiverGap, type ReceiverDraft, toReceiver } from '../forms/receiver-draft.ts';
import { PersonPicker } from '../people/PersonPicker.tsx';

interface OtherReceiversProps {
  kind: ShownRequest['kind'];
  isPending: boolean;
  onChosen: (to: NonNullable<RetryBody['to']>) => void;
  onClose: () => void;
}

/** Who gets what failed instead of whoever was to. Reports have one manager; leads may be split. */
export function OtherReceivers({ kind, isPending, onChosen, onClose }: OtherReceiversProps) {
  const id = useId();
  const [draft, setDraft] = useState(emptyReceivers);
  const change = (members: Partial<ReceiverDraft>) => setDraft((before) => ({ ...before, ...members }));
  const gap = findReceiverGap(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap === undefined) onChosen(toReceiver(draft));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Text size="sm" fw={500} id={id}>
          To
        </Text>
        {kind === 'managers' ? (
          <OneManager draft={draft} change={change} />
        ) : (
          <ReceiverFields draft={draft} change={change} labelledBy={id} />
        )}
        <Group gap="xs">
          <Button type="submit" loading={isPending} disabled={gap !== undefined}>
            Preview
          </Button>
          <Button variant="default" onClick={onClose}>
            Never mind
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface OneManagerProps {
  draft: ReceiverDraft;
  change: (members: Partial<ReceiverDraft>) => void;
}

function OneManager({ draft: { receivers }, change }: OneManagerProps) {
  const [first] = receivers;
  if (!first) return null;
  return (
    <PersonPicker
      label="New manager"
      isActive
      value={first.userId}
      onChange={(userId) => change({ receivers: [{ ...first, userId }] })}
    />
  );
}
