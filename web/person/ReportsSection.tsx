import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FailureNote } from '../failures/FailureNote.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { Section } from '../sections/Section.tsx';
import { directReportsQuery } from './person-page-queries.ts';
import classes from './ReportsSection.module.css';

interface ReportsSectionProps {
  userId: number;
  asOf: string | undefined;
}

/** Who reports to them directly. */
export function ReportsSection({ userId, asOf }: ReportsSectionProps) {
  const pages = useInfiniteQuery(directReportsQuery(userId, asOf));
  const reports = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const count = `${reports.length}${pages.hasNextPage ? ' and more' : ''}`;
  return (
    <Section title="Direct reports" isStale={pages.isPlaceholderData} note={reports.length > 0 && count}>
      <FailureNote error={pages.error} onRetry={() => void pages.refetch()} />
      {pages.isSuccess && reports.length === 0 && <p className={classes.nobody}>Nobody reports to them.</p>}
      <ul className={classes.reports}>
        {reports.map((report) => (
          <li key={report.userId}>
            <PersonName person={report} /> <span className={classes.role}>{report.agentRole}</span>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Section>
  );
}
