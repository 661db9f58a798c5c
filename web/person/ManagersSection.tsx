import { useQuery } from '@tanstack/react-query';
import { FailureNote } from '../failures/FailureNote.tsx';
import { Moment } from '../moments/Moment.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { Section } from '../sections/Section.tsx';
import classes from './ManagersSection.module.css';
import { shownPersonQuery } from './person-page-queries.ts';

interface ManagersSectionProps {
  userId: number;
  asOf: string | undefined;
}

/** Whom they report to, and whom these report to, up to the top. */
export function ManagersSection({ userId, asOf }: ManagersSectionProps) {
  const { data, error, isPlaceholderData } = useQuery(shownPersonQuery(userId, asOf));
  return (
    <Section title="Reports to" isStale={isPlaceholderData}>
      <FailureNote error={error} />
      {data?.managers.length === 0 && <p className={classes.nobody}>Nobody is above them.</p>}
      <ol className={classes.chain}>
        {data?.managers.map((manager) => (
          <li key={manager.userId} className={classes.manager}>
            <PersonName person={manager} />
            <span className={classes.since}>
              since <Moment at={manager.since} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
