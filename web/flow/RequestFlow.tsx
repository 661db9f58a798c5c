import { Group, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ShownRequest } from '../../src/client/client.ts';
import { tellKeys } from '../../src/contract/rules/revived-rules.ts';
import { paths } from '../address/paths.ts';
import { viewOf } from '../kinds/kinds.ts';
import { Counts } from '../requests/Counts.tsx';
import { RequestLinks } from '../requests/RequestLinks.tsx';
import { useLiveRequest } from '../requests/request-queries.ts';
import { hasEnded, kindNames } from '../requests/request-rules.ts';
import { StateMark } from '../requests/StateMark.tsx';
import { FailureNote } from '../ui/failures/FailureNote.tsx';
import { AnchorLink } from '../ui/links/AnchorLink.tsx';
import { MovedMeanwhile } from './MovedMeanwhile.tsx';
import { PlannedStep } from './PlannedStep.tsx';
import { ProgressView } from './ProgressView.tsx';
import { RetryStep } from './RetryStep.tsx';
import { Troubles } from './Troubles.tsx';
import { UndoStep } from './UndoStep.tsx';

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
  const { ways, advised } = request;
  const { Left } = viewOf(request.kind);
  const keys = tellKeys(request);
  return (
    <>
      <Counts counts={request.counts} />
      <Troubles request={request} />
      <MovedMeanwhile request={request} />
      {Left && <Left request={request} />}
      {keys !== undefined && <Text size="sm">{keys}</Text>}
      {request.undoneBy.length > 0 && (
        <Text size="sm">
          {request.undone === 'in part' ? 'Undone in part by' : 'Undone by'}{' '}
          <RequestLinks ids={request.undoneBy} />
        </Text>
      )}
      {ways.includes('undo') && <UndoStep request={request} onPlanned={onFollow} />}
      {advised.includes('retry') && <RetryStep request={request} onPlanned={onFollow} />}
    </>
  );
}
