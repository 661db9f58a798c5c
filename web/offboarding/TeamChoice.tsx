import { Radio, Stack } from '@mantine/core';
import { PersonPicker } from '../people/PersonPicker.tsx';
import { Section } from '../sections/Section.tsx';
import { EachReport } from './EachReport.tsx';
import classes from './GuidePart.module.css';
import { type GuideProps, type TeamChoice as Team, teamOf } from './offboard-rules.ts';

/** Who leads the direct reports from then on. */
export function TeamChoice(guide: GuideProps) {
  const { draft, change, inventory } = guide;
  const { user, reports, manager } = inventory;
  const team = teamOf(draft, inventory);
  if (reports.count === 0) {
    return (
      <Section title="Team">
        <p className={classes.none}>Nobody reports to {user.name}.</p>
      </Section>
    );
  }
  const choices: { value: Team; label: string; isDisabled?: boolean }[] = [
    manager?.isActive
      ? { value: 'manager', label: `To ${manager.name}, whom ${user.name} reports to` }
      : { value: 'manager', label: `Up: nobody active is above ${user.name}`, isDisabled: true },
    { value: 'one', label: 'All to one person; a report chosen here takes the leaver’s place' },
    { value: 'each', label: 'Each as you say' },
  ];
  return (
    <Section title="Team" note={spellReports(reports.count)}>
      <div className={classes.part}>
        <Radio.Group aria-label="Who leads the direct reports" value={team}>
          <Stack gap={8}>
            {choices.map(({ value, label, isDisabled = false }) => (
              <Radio
                key={value}
                size="xs"
                value={value}
                label={label}
                disabled={isDisabled}
                onChange={() => change({ team: value })}
              />
            ))}
          </Stack>
        </Radio.Group>
        {team === 'one' && (
          <PersonPicker
            label="New manager of all reports"
            isLabelHidden
            isActive
            value={draft.heir}
            onChange={(heir) => change({ heir })}
          />
        )}
      </div>
      {team === 'each' && <EachReport {...guide} />}
    </Section>
  );
}

function spellReports(count: number): string {
  return count === 1 ? '1 direct report' : `${count.toLocaleString()} direct reports`;
}
