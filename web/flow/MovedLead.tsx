import { useInfiniteQuery } from '@tanstack/react-query';
import { paths } from '../address/paths.ts';
import { leadHistoryQuery } from '../leads/lead-queries.ts';
import { tellStep, tellTimeline } from '../leads/timeline-rules.ts';
import { PersonName } from '../people/PersonName.tsx';
import { AnchorLink } from '../ui/links/AnchorLink.tsx';
import { MovedBy } from './MovedBy.tsx';
import classes from './MovedMeanwhile.module.css';

/** What the later request did to the lead, out of the lead's history. */
export function MovedLead({ leadId, laterRequest }: { leadId: number; laterRequest: number }) {
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
      <MovedBy requestId={laterRequest} cause={event?.cause} at={event?.at} />
    </>
  );
}
