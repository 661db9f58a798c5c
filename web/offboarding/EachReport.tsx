import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FailureNote } from '../failures/FailureNote.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { PersonPicker } from '../people/PersonPicker.tsx';
import { directReportsQuery } from '../person/person-page-queries.ts';
import classes from './GuidePart.module.css';
import type { GuideProps } from './offboard-rules.ts';

/** A manager for each report; whoever has none chosen goes to the leaver's manager. */
export function EachReport({ draft: { managers }, change, inventory: { user, manager } }: GuideProps) {
  const pages = useInfiniteQuery(directReportsQuery(user.userId, undefined));
  const reports = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const choose = (userId: number, managerId: number | undefined) => {
    const others = [...managers].filter(([id]) => id !== userId);
    change({ managers: new Map(managerId === undefined ? others : [...others, [userId, managerId]]) });
  };
  return (
    <>
      <FailureNote error={pages.error} onRetry={() => void pages.refetch()} />
      <ul className={classes.reports}>
        {reports.map((report) => (
          <li key={report.userId} className={classes.report}>
            <PersonName person={report} />
            <PersonPicker
              label={`New manager of ${report.name}`}
              isLabelHidden
              isActive
              placeholder={manager?.isActive ? manager.name : 'Name or e-mail'}
              value={managers.get(report.userId)}
              onChange={(managerId) => choose(report.userId, managerId)}
            />
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Show more reports
        </Button>
      )}
    </>
  );
}
