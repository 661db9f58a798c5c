import { useInfiniteQuery } from '@tanstack/react-query';
import type { RequestRowPage, ShownRequest } from '../../src/client/client.ts';
import { paths } from '../app/paths.ts';
import { leadHistoryQuery } from '../leads/lead-queries.ts';
import { tellStep, tellTimeline } from '../leads/timeline-rules.ts';
import { AnchorLink } from '../links/AnchorLink.tsx';
import { Moment } from '../moments/Moment.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { requestRowsQuery } from '../requests/request-queries.ts';
import classes from './MovedMeanwhile.module.css';

const mostTold = 5;

/** The leads that somebody else moved after the plan: who did it, and where each stands because of it. */
export function MovedMeanwhile({ request: { requestId, counts, kind } }: { request: ShownRequest }) {
  const isPossible = counts.skipped > 0 && kind !== 'undo';
  const { data } = useInfiniteQuery({ ...requestRowsQuery(requestId, 'skipped'), enabled: isPossible });
  const moved = data?.pages.flatMap(({ items }) => items).flatMap(readMove) ?? [];
  if (!isPossible || moved.length === 0) return null;
  const rest = counts.skipped - Math.min(moved.length, mostTold);
  return (
    <section aria-label="Moved meanwhile" className={classes.moved}>
      <h3 className={classes.title}>Left alone, because somebody moved them after the plan</h3>
      <ul className={classes.leads}>
        {moved.slice(0, mostTold).map((move) => (
          <li key={move.leadId}>
            <Move {...move} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className={classes.more}>And {rest.toLocaleString()} more: see the skipped rows of the request.</p>
      )}
    </section>
  );
}

interface MoveOfLead {
  leadId: number;
  laterRequest: number;
}

function readMove({ leadId, facts }: RequestRowPage['items'][number]): MoveOfLead[] {
  const laterRequest = facts?.laterRequest;
  return typeof leadId === 'number' && typeof laterRequest === 'number' ? [{ leadId, laterRequest }] : [];
}

function Move({ leadId, laterRequest }: MoveOfLead) {
  const { data } = useInfiniteQuery(leadHistoryQuery(leadId));
  const events = tellTimeline(data?.pages.flatMap(({ items }) => items) ?? []);
  const event = events.find(({ cause }) => cause.requestId === laterRequest);
  return (
    <>
      <AnchorLink to={paths.lead} params={{ leadId }}>
        Lead {leadId}
      </AnchorLink>
      {event?.steps.map((step) => (
        <span key={`${step.userId} ${step.role}`} className={classes.step}>
          <PersonName person={step.user} /> {tellStep(step)}
        </span>
      ))}
      <span className={classes.by}>
        {event && (
          <>
            by {event.cause.requestedBy ? <PersonName person={event.cause.requestedBy} /> : 'the operator'},{' '}
            <Moment at={event.at} />,{' '}
          </>
        )}
        request{' '}
        <AnchorLink to={paths.request} params={{ requestId: laterRequest }}>
          {laterRequest}
        </AnchorLink>
        {event?.cause.reason && ` “${event.cause.reason}”`}
      </span>
    </>
  );
}
