import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShownRequest } from '../../src/client/client.ts';
import { baton } from '../app/baton.ts';
import { FailureNote } from '../failures/FailureNote.tsx';

interface UndoButtonProps {
  request: ShownRequest;
  onPlanned: (undoId: number) => void;
}

/** Plans the undo: nothing changes before its preview was seen and run. */
export function UndoButton({ request, onPlanned }: UndoButtonProps) {
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => baton.requests.undo(request.requestId, { plan: true }),
    onSuccess: ({ requestId }) => {
      void queries.invalidateQueries({ queryKey: ['requests'] });
      onPlanned(requestId);
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={16} />}
        loading={undo.isPending}
        onClick={() => undo.mutate()}
      >
        Undo
      </Button>
      <FailureNote error={undo.error} />
    </>
  );
}
