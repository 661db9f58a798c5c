import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShownRequest } from '../../src/client/client.ts';
import { useIsHere } from '../address/use-is-here.ts';
import { baton } from '../data/baton.ts';
import { AskedTerms } from '../kinds/AskedTerms.tsx';
import { viewOf } from '../kinds/kinds.ts';
import { requestQuery } from '../requests/request-queries.ts';
import { isForLater } from '../requests/terms-rules.ts';
import { FailureNote } from '../ui/failures/FailureNote.tsx';
import { nameMoment } from '../ui/moments/moment-rules.ts';
import { AnotherTime } from './AnotherTime.tsx';
import { PreviewView } from './PreviewView.tsx';

interface PlannedStepProps {
  request: ShownRequest;
  isTitled: boolean | undefined;
  onDiscard: (() => void) | undefined;
}

/** What a plan foresees, and what may be done with it. */
export function PlannedStep({ request, isTitled, onDiscard }: PlannedStepProps) {
  const queries = useQueryClient();
  const { requestId, preview, ways, advised } = request;
  const { Foreseen } = viewOf(request.kind);
  const run = useMutation({
    mutationFn: (runAt?: string) => baton.requests.run(requestId, { runAt }),
    onSuccess: (started) => queries.setQueryData(requestQuery(requestId).queryKey, started),
  });
  const isHere = useIsHere();
  const discard = useMutation({
    mutationFn: () => baton.requests.cancel(requestId),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['requests'] });
      if (isHere()) onDiscard?.();
    },
  });
  const now = new Date();
  const hasNothing = preview?.changed === 0;
  const isAdvised = advised.includes('run');
  return (
    <>
      {isAdvised && Foreseen && <Foreseen request={request} />}
      {preview && <PreviewView request={{ ...request, preview }} />}
      {isTitled && <AskedTerms request={request} />}
      <FailureNote error={run.error ?? discard.error} />
      <Group gap="xs">
        {ways.includes('run') && (
          <Button
            variant={isAdvised ? 'filled' : 'default'}
            onClick={() => run.mutate(undefined)}
            loading={run.isPending}
            disabled={hasNothing}
          >
            {isForLater(request.runAt, now) ? `Schedule it for ${nameMoment(request.runAt, now)}` : 'Run'}
          </Button>
        )}
        {ways.includes('cancel') && (
          <Button
            variant={isAdvised || hasNothing ? 'default' : 'filled'}
            onClick={() => discard.mutate()}
            loading={discard.isPending}
          >
            Discard the plan
          </Button>
        )}
      </Group>
      {isAdvised && <AnotherTime isPending={run.isPending} onChosen={(runAt) => run.mutate(runAt)} />}
      {hasNothing && <Text size="sm">Nothing would change, so there is nothing to run.</Text>}
    </>
  );
}
