import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ShownRequest } from '../../src/client/client.ts';
import { baton } from '../app/baton.ts';
import { paths } from '../app/paths.ts';
import { FailureNote } from '../failures/FailureNote.tsx';
import { AnchorLink } from '../links/AnchorLink.tsx';
import { shortenMoment } from '../moments/moment-rules.ts';
import { LeaverForeseen } from '../offboarding/LeaverForeseen.tsx';
import { WhatIsLeft } from '../offboarding/WhatIsLeft.tsx';
import { AskedTerms } from '../requests/AskedTerms.tsx';
import { Counts } from '../requests/Counts.tsx';
import { RequestLinks } from '../requests/RequestLinks.tsx';
import { requestQuery, useLiveRequest } from '../requests/request-queries.ts';
import { hasEnded, kindNames, listWays } from '../requests/request-rules.ts';
import { StateMark } from '../requests/StateMark.tsx';
import { mayDecide } from '../sessions/access-rules.ts';
import { useSession } from '../sessions/session-queries.ts';
import { MovedMeanwhile } from './MovedMeanwhile.tsx';
import { PreviewView } from './PreviewView.tsx';
import { ProgressView } from './ProgressView.tsx';
import { RetryButton } from './RetryButton.tsx';
import { Troubles } from './Troubles.tsx';
import { isForLater } from './terms-rules.ts';
import { UndoButton } from './UndoButton.tsx';

interface RequestFlowProps {
  requestId: number;
  /** Another request is to be followed instead: the undo of this one. */
  onFollow: (requestId: number) => void;
  /** Given up before it ran; back to what was asked. */
  onDiscard?: () => void;
  /** False where the page around it says already which request it is. */
  isTitled?: boolean;
}

/** A request from its preview over its run to its undo. Whoever leaves the page finds it again by its id. */
export function RequestFlow({ requestId, onFollow, onDiscard, isTitled = true }: RequestFlowProps) {
  const { data: request, error, refetch } = useLiveRequest(requestId);
  if (error) return <FailureNote error={error} onRetry={() => void refetch()} />;
  if (!request) return <Loader aria-label="Loading the request" size="sm" />;
  return (
    <Stack gap="md">
      {isTitled && <FlowTitle request={request} />}
      <FlowStep
        request={request}
        isTitled={isTitled}
        onFollow={onFollow}
        {...(onDiscard ? { onDiscard } : {})}
      />
    </Stack>
  );
}

function FlowTitle({ request }: { request: ShownRequest }) {
  const { kind, requestId } = request;
  return (
    <Group justify="space-between">
      <Text size="sm">
        {kindNames[kind]}{' '}
        <AnchorLink to={paths.request} params={{ requestId }}>
          {requestId}
        </AnchorLink>
      </Text>
      <Text size="sm" component="div" role="status">
        <StateMark request={request} />
      </Text>
    </Group>
  );
}

interface StepProps extends Pick<RequestFlowProps, 'onFollow' | 'onDiscard' | 'isTitled'> {
  request: ShownRequest;
}

function FlowStep({ request, isTitled, onFollow, onDiscard }: StepProps): ReactNode {
  if (request.state === 'planned')
    return <PlannedStep request={request} isTitled={isTitled} onDiscard={onDiscard} />;
  if (!hasEnded(request)) return <ProgressView request={request} />;
  return <EndedStep request={request} onFollow={onFollow} />;
}

function EndedStep({ request, onFollow }: Pick<StepProps, 'request' | 'onFollow'>) {
  const isOurs = mayDecide(useSession(), request);
  const ways = listWays(request);
  return (
    <>
      <Counts counts={request.counts} />
      <Troubles request={request} />
      <MovedMeanwhile request={request} />
      <WhatIsLeft request={request} />
      {request.undoneBy.length > 0 && (
        <Text size="sm">
          {request.undone === 'in part' ? 'Undone in part by' : 'Undone by'}{' '}
          <RequestLinks ids={request.undoneBy} />
        </Text>
      )}
      {isOurs && (ways.mayUndo || ways.mayRetry) && (
        <Group gap="xs">
          {ways.mayUndo && <UndoButton request={request} onPlanned={onFollow} />}
          {ways.mayRetry && <RetryButton request={request} onPlanned={onFollow} />}
        </Group>
      )}
    </>
  );
}

interface PlannedProps {
  request: ShownRequest;
  isTitled: boolean | undefined;
  onDiscard: (() => void) | undefined;
}

function PlannedStep({ request, isTitled, onDiscard }: PlannedProps) {
  const queries = useQueryClient();
  const { queryKey } = requestQuery(request.requestId);
  const run = useMutation({
    mutationFn: () => baton.requests.run(request.requestId),
    onSuccess: (started) => queries.setQueryData(queryKey, started),
  });
  const discard = useMutation({
    mutationFn: () => baton.requests.cancel(request.requestId),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['requests'] });
      onDiscard?.();
    },
  });
  const now = new Date();
  const hasNothing = request.preview?.changed === 0;
  const isOurs = mayDecide(useSession(), request);
  return (
    <>
      <LeaverForeseen preview={request.preview} />
      {request.preview && <PreviewView preview={request.preview} />}
      {isTitled && <AskedTerms request={request} />}
      <FailureNote error={run.error ?? discard.error} />
      {isOurs && (
        <Group gap="xs">
          <Button onClick={() => run.mutate()} loading={run.isPending} disabled={hasNothing}>
            {isForLater(request.runAt, now) ? `Schedule it for ${shortenMoment(request.runAt, now)}` : 'Run'}
          </Button>
          <Button variant="default" onClick={() => discard.mutate()} loading={discard.isPending}>
            Discard the plan
          </Button>
        </Group>
      )}
      {hasNothing && <Text size="sm">Nothing would change, so there is nothing to run.</Text>}
    </>
  );
}
