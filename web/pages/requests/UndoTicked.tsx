import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ShownRequest } from '../../../src/client/client.ts';
import { paths } from '../../address/paths.ts';
import { UndoForm } from '../../forms/UndoForm.tsx';
import classes from './UndoTicked.module.css';
import type { useUndoTicks } from './use-undo-ticks.ts';

interface UndoTickedProps {
  request: ShownRequest;
  ticks: NonNullable<ReturnType<typeof useUndoTicks>>;
}

/** The undo of the rows that are ticked, and of no others. */
export function UndoTicked({ request, ticks: { rows, label, clear } }: UndoTickedProps) {
  const navigate = useNavigate();
  const [isAsking, form] = useDisclosure();
  if (!rows) return <p className={classes.hint}>Tick rows to undo these alone.</p>;
  return (
    <div className={classes.bar}>
      {isAsking ? (
        <>
          <Text fw={600} component="h3" mb="xs" fz="sm">
            {label}
          </Text>
          <UndoForm
            request={request}
            rows={rows}
            onPlanned={(undoId) => void navigate({ to: paths.request, params: { requestId: undoId } })}
            onClose={form.close}
          />
        </>
      ) : (
        <Group gap="xs">
          <Button size="xs" leftSection={<IconArrowBackUp size={15} />} onClick={form.open}>
            {label}
          </Button>
          <Button size="xs" variant="subtle" onClick={clear}>
            Clear
          </Button>
        </Group>
      )}
    </div>
  );
}
