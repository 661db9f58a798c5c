import { ActionIcon, Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { PersonPicker } from '../people/PersonPicker.tsx';
import { type RemovalProps, removedWords } from './removal-draft.ts';

/** Who is removed from the leads, so that nobody receives them. */
export function RemovalFields({ draft, change }: RemovalProps) {
  return (
    <>
      <Radio.Group label="Who is removed" value={draft.removes ?? null}>
        <Stack gap={8} mt={6}>
          {removedWords.map(({ value, label }) => (
            <Radio
              key={value}
              size="xs"
              value={value}
              label={label}
              onChange={() => change({ removes: value })}
            />
          ))}
        </Stack>
      </Radio.Group>
      {draft.removes === 'role' && (
        <TextInput
          label="Agent role to empty"
          placeholder="Such as Processor"
          maxLength={1_000}
          value={draft.role}
          onChange={(event) => change({ role: event.currentTarget.value })}
        />
      )}
      {draft.removes === 'people' && <RemovedPeople draft={draft} change={change} />}
    </>
  );
}

/** Whoever has left can be removed, too. */
function RemovedPeople({ draft: { people }, change }: RemovalProps) {
  const replace = (place: number, userId: number | undefined) =>
    change({ people: people.with(place, userId) });
  return (
    <Stack gap="xs">
      {people.map((userId, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and are not put into another order
        <Group key={place} gap={6} wrap="nowrap" align="start">
          <div style={{ flex: 1 }}>
            <PersonPicker
              label={`Person to remove ${place + 1}`}
              isLabelHidden
              value={userId}
              onChange={(chosen) => replace(place, chosen)}
            />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            mt={4}
            aria-label={`Leave person ${place + 1}`}
            disabled={people.length === 1}
            onClick={() => change({ people: people.toSpliced(place, 1) })}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => change({ people: [...people, undefined] })}
      >
        Add a person
      </Button>
    </Stack>
  );
}
