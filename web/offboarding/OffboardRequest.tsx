import { Button } from '@mantine/core';
import type { ShownRequest } from '../../src/client/client.ts';
import { RequestFlow } from '../plans/RequestFlow.tsx';
import { useLiveRequest } from '../requests/request-queries.ts';
import { hasEnded } from '../requests/request-rules.ts';
import { Section } from '../sections/Section.tsx';
import classes from './OffboardRequest.module.css';
import { Steps } from './Steps.tsx';

interface OffboardRequestProps {
  requestId: number;
  onFollow: (requestId: number) => void;
  onStartOver: () => void;
}

/** The plan, its run and its result, or its undo: whoever leaves the page finds it again by its address. */
export function OffboardRequest({ requestId, onFollow, onStartOver }: OffboardRequestProps) {
  const { data: request } = useLiveRequest(requestId);
  const isUndo = request?.kind === 'undo';
  return (
    <div className={classes.request}>
      {request && !isUndo && <Steps current={stepOf(request)} />}
      <Section title={isUndo ? 'Undo' : 'Offboarding'}>
        <RequestFlow requestId={requestId} onFollow={onFollow} onDiscard={onStartOver} />
      </Section>
      {request && hasEnded(request.state) && (
        <Button variant="default" onClick={onStartOver} style={{ alignSelf: 'start' }}>
          Back to what they hold now
        </Button>
      )}
    </div>
  );
}

function stepOf({ state }: ShownRequest) {
  if (state === 'planned') return 'Preview';
  return hasEnded(state) ? 'What is left' : 'Run';
}
