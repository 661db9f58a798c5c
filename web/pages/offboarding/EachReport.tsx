import { Button } from '@mantine/core';
import { PersonName } from '../../people/PersonName.tsx';
import { PersonPicker } from '../../people/PersonPicker.tsx';
import { useDirectReports } from '../../people/use-direct-reports.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import classes from './GuidePart.module.css';
import type { TeamProps } from './offboard-rules.ts';

/** A manager for each report; whoever has none chosen goes to the leaver's manager. */
export function EachReport({ draft: { managers }, change, inventory, reports: first }: TeamProps) {
  const { user, manager } = inventory;
  const { reports, hasMore, isLoading, error, showMore } = useDirectReports(user.userId, undefined, first);
  const choose = (userId: number, managerId: number | undefined) => {
    const others = [...managers].filter(([id]) => id !== userId);
    change({ managers: new Map(managerId === undefined ? others : [...others, [userId, managerId]]) });
  };
  return (
    <>
      <FailureNote error={error} onRetry={showMore} />
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
      {hasMore && (
        <Button size="xs" variant="default" loading={isLoading} onClick={showMore}>
          Show more reports
        </Button>
      )}
    </>
  );
}
