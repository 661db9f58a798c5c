import type { RequestSummary } from '../../src/client/client.ts';
import { nameMoment } from '../ui/moments/moment-rules.ts';
import { describeState } from './request-rules.ts';
import classes from './StateMark.module.css';
import { isForLater } from './terms-rules.ts';
import { UndoneMark } from './UndoneMark.tsx';

/** How a request stands: a word, and a dot in its colour for those who look over many. */
export function StateMark({ request }: { request: RequestSummary }) {
  const { text, tone } = describeState(request);
  const { state, runAt } = request;
  const now = new Date();
  const isWaiting = state === 'queued' && isForLater(runAt, now);
  return (
    <span className={classes.mark}>
      <span className={classes.dot} data-tone={tone} aria-hidden />
      {isWaiting ? `starts ${nameMoment(runAt, now)}` : text}
      <UndoneMark undone={request.undone} />
    </span>
  );
}
