import { ActionIcon, Button, Checkbox, Group, NumberInput, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { PersonPicker } from '../people/PersonPicker.tsx';
import { type DraftReceiver, emptyReceiver, hasShares, type ReceiverProps } from './receiver-draft.ts';

/** Several receivers, each with a share where shares differ, and the largest book to end up with. */
export function ReceiverRows({ draft, change }: ReceiverProps) {
  const { receivers, split } = draft;
  const replace = (key: number, members: Partial<DraftReceiver>) =>
    change({ receivers: receivers.map((each) => (each.key === key ? { ...each, ...members } : each)) });
  const nextKey = Math.max(0, ...receivers.map(({ key }) => key)) + 1;
  return (
    <Stack gap="xs">
      {receivers.map((receiver, place) => (
        <Group key={receiver.key} gap={6} wrap="nowrap" align="start">
          <div style={{ flex: 1 }}>
            <PersonPicker
              label={`Receiver ${place + 1}`}
              isLabelHidden
              isActive
              value={receiver.userId}
              onChange={(userId) => replace(receiver.key, { userId })}
            />
          </div>
          {hasShares(split) && (
            <NumberInput
              aria-label={`Share ${place + 1}`}
              placeholder={split === 'percent' ? '%' : 'Weight'}
              w={74}
              min={0}
              hideControls
              value={receiver.share ?? ''}
              onChange={(share) => replace(receiver.key, { share: toNumber(share) })}
            />
          )}
          <NumberInput
            aria-label={`Largest book ${place + 1}`}
            placeholder="Cap"
            w={66}
            min={0}
            allowDecimal={false}
            hideControls
            value={receiver.cap ?? ''}
            onChange={(cap) => replace(receiver.key, { cap: toNumber(cap) })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            mt={4}
            aria-label={`Remove receiver ${place + 1}`}
            disabled={receivers.length === 1}
            onClick={() => change({ receivers: receivers.filter((each) => each !== receiver) })}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => change({ receivers: [...receivers, { key: nextKey, ...emptyReceiver }] })}
      >
        Add a receiver
      </Button>
      <Checkbox
        size="xs"
        label="A lead stays with a receiver who stands on it already"
        checked={draft.keepStanding}
        onChange={(event) => change({ keepStanding: event.currentTarget.checked })}
      />
    </Stack>
  );
}

function toNumber(value: string | number): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
