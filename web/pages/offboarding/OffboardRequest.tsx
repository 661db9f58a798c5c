import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ShownRequest, ShownUser } from '../../../src/client/client.ts';
import { paths } from '../../address/paths.ts';
import { RequestFacts } from '../../flow/RequestFacts.tsx';
import { RequestFlow } from '../../flow/RequestFlow.tsx';
import { AskedChoices } from '../../kinds/offboard/AskedChoices.tsx';
import { ForeignRequest } from '../../requests/ForeignRequest.tsx';
import { useLiveRequest } from '../../requests/request-queries.ts';
import { hasEnded, isAbout } from '../../requests/request-rules.ts';
import { StateMark } from '../../requests/StateMark.tsx';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import { ButtonLink } from '../../ui/links/ButtonLink.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import classes from './OffboardRequest.module.css';
import { Steps } from './Steps.tsx';

interface OffboardRequestProps {
  requestId: number;
  leaver: ShownUser;
  onFollow: (requestId: number) => void;
  onStartOver: () => void;
}

/** The plan, its run and its result, or its undo: whoever leaves the page finds it again by its address. */
export function OffboardRequest({ requestId, leaver, onFollow, onStartOver }: OffboardRequestProps) {
  const { data: request } = useLiveRequest(requestId);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  if (request && isForeign(request, leaver.userId)) return <ForeignRequest request={request} />;
  return (
    <div ref={top} tabIndex={-1} className={classes.request}>
      {request?.kind === 'offboard' && <Steps current={stepOf(request)} />}
      <div className={classes.columns}>
        <div className={classes.column}>
          <Section
            title={request ? titleOf(request) : 'Offboarding'}
            note={request && <Which request={request} />}
          >
            {request?.kind === 'undo' && (
              <Text size="sm" mb="sm">
                Account, keys, reports and leads go back to {leaver.name}, but for what somebody changed
                since.
              </Text>
            )}
            <RequestFlow requestId={requestId} onFollow={onFollow} onDiscard={onStartOver} isTitled={false} />
          </Section>
          {request && hasEnded(request) && (
            <Group gap="xs">
              {leavesSomething(request) && <Button onClick={onStartOver}>Plan what is left</Button>}
              <ButtonLink to={paths.person} params={{ userId: leaver.userId }} variant="default">
                Back to {leaver.name}
              </ButtonLink>
            </Group>
          )}
        </div>
        <div className={classes.column}>
          {request?.kind === 'offboard' && <AskedChoices request={request} />}
          {request && <RequestFacts request={request} />}
        </div>
      </div>
    </div>
  );
}

function leavesSomething(request: ShownRequest): boolean {
  return request.kind === 'offboard' && request.result?.clean === false && request.undoneBy.length === 0;
}

function Which({ request }: { request: ShownRequest }) {
  const { requestId } = request;
  return (
    <Group gap="sm" role="status">
      <AnchorLink to={paths.request} params={{ requestId }}>
        {requestId}
      </AnchorLink>
      <StateMark request={request} />
    </Group>
  );
}

/** Of an undo nobody tells whose it is; but of which kind. */
function isForeign(request: ShownRequest, userId: number): boolean {
  const isOfAnother =
    request.kind === 'offboard' && !request.leavers?.some((leaver) => leaver.userId === userId);
  return isOfAnother || !isAbout(request, 'offboard');
}

function stepOf(request: ShownRequest) {
  if (request.state === 'planned') return 'Preview';
  return hasEnded(request) ? 'What is left' : 'Run';
}

function titleOf(request: ShownRequest): string {
  if (request.kind === 'undo') return `Undo of ${request.undoes}`;
  return stepOf(request);
}
