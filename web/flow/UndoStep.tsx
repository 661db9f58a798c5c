import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ShownRequest } from '../../src/client/client.ts';
import { UndoForm } from '../forms/UndoForm.tsx';

interface UndoStepProps {
  request: ShownRequest;
  onPlanned: (undoId: number) => void;
}

/** Asks why before all that a request changed is planned to be undone; a plan that waits already is shown instead. */
export function UndoStep({ request, onPlanned }: UndoStepProps) {
  const [isAsking, form] = useDisclosure();
  if (isAsking) return <UndoForm request={request} onPlanned={onPlanned} onClose={form.close} />;
  const { undoPlan } = request;
  return (
    <Group>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={16} />}
        onClick={undoPlan === null ? form.open : () => onPlanned(undoPlan)}
      >
        {undoPlan === null ? 'Undo' : 'See the undo that is planned'}
      </Button>
    </Group>
  );
}
