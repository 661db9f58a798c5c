import { ActionIcon, Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { PersonName } from '../../people/PersonName.tsx';
import { PersonPicker } from '../../people/PersonPicker.tsx';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import classes from './GuidePart.module.css';
import type { GuideProps } from './offboard-rules.ts';

interface WhoElseLeavesProps extends GuideProps {
  error: Error | null;
}

/** Several who leave at once: one plan, in which none of them receives from another. */
export function WhoElseLeaves({
  draft: { also },
  change,
  inventory: { user, leavers },
  error,
}: WhoElseLeavesProps) {
  const add = (userId: number | undefined) => {
    if (userId !== undefined && userId !== user.userId) change({ also: [...new Set([...also, userId])] });
  };
  const others = leavers.filter(({ userId }) => userId !== user.userId);
  return (
    <Section title="Who else leaves" note="Nobody who leaves receives from another">
      <FailureNote error={error} />
      {others.length > 0 && (
        <ul className={classes.list} aria-label="Who leaves, too">
          {others.map((person) => (
            <li key={person.userId}>
              <Group gap={6} wrap="nowrap">
                <PersonName person={person} />
                <ActionIcon
                  variant="subtle"
                  size="sm"
                  aria-label={`Leave out ${person.name}`}
                  onClick={() => change({ also: also.filter((userId) => userId !== person.userId) })}
                >
                  <IconX size={14} />
                </ActionIcon>
              </Group>
            </li>
          ))}
        </ul>
      )}
      <PersonPicker
        key={also.length}
        label="Somebody else who leaves"
        isLabelHidden
        value={undefined}
        onChange={add}
      />
      {others.length === 0 && (
        <Text size="xs" mt={6} c="var(--baton-quiet)">
          When a team or a branch closes, plan them together.
        </Text>
      )}
    </Section>
  );
}
