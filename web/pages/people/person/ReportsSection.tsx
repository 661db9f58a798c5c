import { Button } from '@mantine/core';
import type { ReportPage } from '../../../../src/client/client.ts';
import { PersonName } from '../../../people/PersonName.tsx';
import { useDirectReports } from '../../../people/use-direct-reports.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { Section } from '../../../ui/sections/Section.tsx';
import { DownloadCsv } from '../../../ui/tables/DownloadCsv.tsx';
import classes from './ReportsSection.module.css';

interface ReportsSectionProps {
  userId: number;
  asOf: string | undefined;
  /** The first of them. */
  first: ReportPage;
  isStale: boolean;
}

/** Who reports to them directly. */
export function ReportsSection({ userId, asOf, first, isStale }: ReportsSectionProps) {
  const { reports, hasMore, isLoading, error, showMore } = useDirectReports(userId, asOf, first);
  const count = `${reports.length}${hasMore ? ' and more' : ''}`;
  return (
    <Section
      title="Direct reports"
      isStale={isStale}
      note={
        reports.length > 0 && (
          <>
            {count}{' '}
            <DownloadCsv
              isSmall
              path={`users/${userId}/reports`}
              query={{ depth: 1, asOf }}
              of="direct reports"
            />
          </>
        )
      }
    >
      <FailureNote error={error} onRetry={showMore} />
      {reports.length === 0 && <p className={classes.nobody}>Nobody reports to them.</p>}
      <ul className={classes.reports}>
        {reports.map((report) => (
          <li key={report.userId}>
            <PersonName person={report} /> <span className={classes.role}>{report.agentRole}</span>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button mt="sm" size="xs" variant="default" loading={isLoading} onClick={showMore}>
          Show more
        </Button>
      )}
    </Section>
  );
}
