import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShownRequest } from '../../src/client/client.ts';
import { baton } from '../data/baton.ts';
import { Counts } from '../requests/Counts.tsx';
import { requestQuery } from '../requests/request-queries.ts';
import { FailureNote } from '../ui/failures/FailureNote.tsx';
import { Moment } from '../ui/moments/Moment.tsx';
import { nameMoment } from '../ui/moments/moment-rules.ts';

/** How far a request has come, live. It goes on whether or not anybody looks. */
export function ProgressView({ request }: { request: ShownRequest }) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => baton.requests.cancel(request.requestId),
    onSuccess: (ended) => queries.setQueryData(requestQuery(request.requestId).queryKey, ended),
  });
  return (
    <Stack gap="sm">
      <Counts counts={request.counts} />
      <Text size="sm" c="dimmed">
        <Pace request={request} /> You can leave this page; it goes on.
      </Text>
      <FailureNote error={cancel.error} />
      {request.ways.includes('cancel') && (
        <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>
          Cancel; what is done stays done
        </Button>
      )}
    </Stack>
  );
}

function Pace({ request: { state, runAt, rowsPerSecond, estimatedFinishAt } }: { request: ShownRequest }) {
  if (state === 'queued' && runAt) {
    return <>It starts at {nameMoment(runAt, new Date())}.</>;
  }
  if (rowsPerSecond === null || estimatedFinishAt === null) return 'It starts in a moment.';
  return (
    <>
      {Math.round(rowsPerSecond).toLocaleString()} rows a second, done about <Moment at={estimatedFinishAt} />
      .
    </>
  );
}
