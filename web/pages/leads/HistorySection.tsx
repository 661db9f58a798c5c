import { Button, Loader } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { leadHistoryQuery } from '../../leads/lead-queries.ts';
import {
  type Step,
  type TimelineEvent,
  tellFact,
  tellStep,
  tellTimeline,
} from '../../leads/timeline-rules.ts';
import { AskedBy } from '../../people/AskedBy.tsx';
import { PersonName } from '../../people/PersonName.tsx';
import { RequestNumber } from '../../requests/RequestNumber.tsx';
import { kindNames } from '../../requests/request-rules.ts';
import { UndoneMark } from '../../requests/UndoneMark.tsx';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { Moment } from '../../ui/moments/Moment.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { DownloadCsv } from '../../ui/tables/DownloadCsv.tsx';
import classes from './HistorySection.module.css';

/** Why each is on the lead, or is no longer, and what became known of it: event after event, the newest first. */
export function HistorySection({ leadId, asOf }: { leadId: number; asOf: string | undefined }) {
  const history = useInfiniteQuery(leadHistoryQuery(leadId));
  const pages = history.data?.pages ?? [];
  const events = tellTimeline(
    pages.flatMap(({ items }) => items),
    pages.flatMap(({ facts = [] }) => facts),
  );
  return (
    <Section
      title="History"
      note={events.length > 0 && <DownloadCsv isSmall path={`leads/${leadId}/history`} of="history" />}
    >
      <FailureNote error={history.error} onRetry={() => void history.refetch()} />
      {history.isPending && <Loader size="sm" aria-label="Loading the history" />}
      {history.isSuccess && events.length === 0 && (
        <p className={classes.none}>Nothing ever happened to this lead.</p>
      )}
      <ol className={classes.timeline}>
        {events.map((event) => (
          <Event key={event.cause.requestId} event={event} isLater={asOf !== undefined && event.at > asOf} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          Show what was before
        </Button>
      )}
    </Section>
  );
}

function Event({ event: { at, cause, steps, facts }, isLater }: { event: TimelineEvent; isLater: boolean }) {
  return (
    <li className={classes.event} data-later={isLater}>
      <p className={classes.head}>
        <Moment at={at} />
        <span>
          {kindNames[cause.kind]} <RequestNumber {...cause} /> by <AskedBy {...cause} />
        </span>
        <UndoneMark undone={cause.undone} />
      </p>
      {cause.reason !== null && <p className={classes.reason}>“{cause.reason}”</p>}
      <ul className={classes.steps}>
        {steps.map((step) => (
          <StepLine key={`${step.userId} ${step.role}`} step={step} />
        ))}
        {facts.map((fact) => (
          <li key={fact.fact}>{tellFact(fact)}</li>
        ))}
      </ul>
    </li>
  );
}

function StepLine({ step }: { step: Step }) {
  return (
    <li>
      <PersonName person={step.user} /> {tellStep(step)} <span className={classes.role}>· {step.role}</span>
    </li>
  );
}
