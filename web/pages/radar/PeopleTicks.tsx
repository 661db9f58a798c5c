import { Checkbox, ScrollArea, Stack, Text } from '@mantine/core';
import type { OrphanPerson } from './radar-queries.ts';

const mostShown = 200;

interface PeopleTicksProps {
  people: readonly OrphanPerson[];
  /** The ids of those left out. */
  without: ReadonlySet<number>;
  onChange: (without: ReadonlySet<number>) => void;
}

/** Everybody is meant until they are left out. */
export function PeopleTicks({ people, without, onChange }: PeopleTicksProps) {
  const rest = people.length - mostShown;
  return (
    <Checkbox.Group
      label="Whose manager"
      value={people.map(({ userId }) => String(userId)).filter((id) => !without.has(Number(id)))}
      onChange={(ids) =>
        onChange(new Set(people.map(({ userId }) => userId)).difference(new Set(ids.map(Number))))
      }
    >
      <ScrollArea.Autosize mah={260} mt={6} viewportProps={{ tabIndex: 0 }}>
        <Stack gap={8} p={2}>
          {people.slice(0, mostShown).map(({ userId, name, email }) => (
            <Checkbox key={userId} size="xs" value={String(userId)} label={`${name} · ${email}`} />
          ))}
          {rest > 0 && (
            <Text size="xs" c="dimmed">
              And {rest.toLocaleString()} more.
            </Text>
          )}
        </Stack>
      </ScrollArea.Autosize>
    </Checkbox.Group>
  );
}
