import type { ShownUser } from '../../../../src/client/client.ts';
import { PersonName } from '../../../people/PersonName.tsx';
import { Moment } from '../../../ui/moments/Moment.tsx';
import { Section } from '../../../ui/sections/Section.tsx';
import classes from './ManagersSection.module.css';

interface ManagersSectionProps {
  managers: ShownUser['managers'];
  isStale: boolean;
}

/** Whom they report to, and whom these report to, up to the top. */
export function ManagersSection({ managers, isStale }: ManagersSectionProps) {
  return (
    <Section title="Reports to" isStale={isStale}>
      {managers.length === 0 && <p className={classes.nobody}>Nobody is above them.</p>}
      <ol className={classes.chain}>
        {managers.map((manager) => (
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
