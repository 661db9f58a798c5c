import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RetryBody, ShownRequest } from '../../src/client/client.ts';
import { useIsHere } from '../address/use-is-here.ts';
import { baton } from '../data/baton.ts';
import { FailureNote } from '../ui/failures/FailureNote.tsx';
import { OtherReceivers } from './OtherReceivers.tsx';
import { namesReceivers } from './other-receivers-rules.ts';

interface RetryStepProps {
  request: ShownRequest;
  onPlanned: (retryId: number) => void;
}

/** Plans the rows that failed or were not attempted once more, for whom they were meant or for somebody else. */
export function RetryStep({ request, onPlanned }: RetryStepProps) {
  const queries = useQueryClient();
  const [isForOthers, others] = useDisclosure();
  const { failed, notAttempted } = request.counts;
  const isHere = useIsHere();
  const retry = useMutation({
    mutationFn: (to: RetryBody['to']) =>
      baton.requests.retry(request.requestId, { plan: true, ...(to ? { to } : {}) }),
    onSuccess: ({ requestId }) => {
      void queries.invalidateQueries({ queryKey: ['requests'] });
      if (isHere()) onPlanned(requestId);
    },
  });
  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={retry.isPending}
          onClick={() => retry.mutate(undefined)}
        >
          Retry the {(failed + notAttempted).toLocaleString()} that did not go
        </Button>
        {namesReceivers(request) && !isForOthers && (
          <Button variant="subtle" onClick={others.open}>
            Give them to somebody else
          </Button>
        )}
      </Group>
      {isForOthers && (
        <OtherReceivers
          kind={request.kind}
          isPending={retry.isPending}
          onChosen={(to) => retry.mutate(to)}
          onClose={others.close}
        />
      )}
      <FailureNote error={retry.error} />
    </>
  );
}
