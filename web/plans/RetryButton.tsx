import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShownRequest } from '../../src/client/client.ts';
import { baton } from '../app/baton.ts';
import { FailureNote } from '../failures/FailureNote.tsx';

interface RetryButtonProps {
  request: ShownRequest;
  onPlanned: (retryId: number) => void;
}

/** Plans the rows that failed or were not attempted once more. */
export function RetryButton({ request, onPlanned }: RetryButtonProps) {
  const queries = useQueryClient();
  const { failed, notAttempted } = request.counts;
  const retry = useMutation({
    mutationFn: () => baton.requests.retry(request.requestId, { plan: true }),
    onSuccess: ({ requestId }) => {
      void queries.invalidateQueries({ queryKey: ['requests'] });
      onPlanned(requestId);
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} />}
        loading={retry.isPending}
        onClick={() => retry.mutate()}
      >
        Retry the {(failed + notAttempted).toLocaleString()} that did not go
      </Button>
      <FailureNote error={retry.error} />
    </>
  );
}
