import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Move } from '../../../people/move-address-rules.ts';
import { PersonPicker } from '../../../people/PersonPicker.tsx';
import type { ChartTree } from './chart-tree-rules.ts';
import { nameOf } from './move-rules.ts';
import type { Refusal } from './use-staged-moves.ts';

interface MoveDialogProps {
  tree: ChartTree;
  userId: number;
  judge: (move: Move) => Refusal | undefined;
  onStage: (move: Move) => void;
  onClose: () => void;
}

/** The same as a drag, by keys and by touch. */
export function MoveDialog({ tree, userId, judge, onStage, onClose }: MoveDialogProps) {
  const [managerId, setManagerId] = useState<number>();
  const name = nameOf(tree, userId);
  const now = tree.people.get(userId)?.managerId ?? null;
  const refusal = managerId === undefined ? undefined : judge({ userId, managerId });
  const stage = (to: number | null) => {
    onStage({ userId, managerId: to });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`New manager of ${name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (managerId !== undefined && !refusal) stage(managerId);
        }}
      >
        <Stack gap="md">
          <PersonPicker
            label="Manager"
            isActive
            isFirst
            value={managerId}
            onChange={setManagerId}
            error={refusal?.message}
          />
          <Text size="sm" c="dimmed">
            Now: {nameOf(tree, now)}. The change is staged, and made when you run it.
          </Text>
          <Group gap="xs">
            <Button type="submit" disabled={managerId === undefined || refusal !== undefined}>
              Stage the change
            </Button>
            <Button variant="default" disabled={now === null} onClick={() => stage(null)}>
              Report to nobody
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
