import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { wordAskedBy } from '../../../src/contract/rules/asked-by-rules.ts';
import { baton } from '../../data/baton.ts';
import { type Listed, tellKind } from '../../requests/request-columns.tsx';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { nameMoment } from '../../ui/moments/moment-rules.ts';

/** Asks before a request is taken back that waits: it is over then, and is asked for anew. */
export function CancelWaiting({ request, onClose }: { request: Listed; onClose: () => void }) {
  const { requestId, runAt, counts } = request;
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => baton.requests.cancel(requestId),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Cancel ${requestId}?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Text size="sm" mb="sm">
        {tellKind(request)}, {counts.total.toLocaleString()} {counts.total === 1 ? 'row' : 'rows'}, asked for
        by {wordAskedBy(request)}
        {runAt === null ? '' : `, which runs ${nameMoment(runAt, new Date())}`}. What has not run changes
        nothing. It does not come back: ask for it anew if it is still wanted.
      </Text>
      <FailureNote error={cancel.error} />
      <Group gap="xs" mt="sm">
        <Button color="red.9" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel it
        </Button>
        <Button variant="default" onClick={onClose} data-autofocus>
          Let it run
        </Button>
      </Group>
    </Modal>
  );
}
