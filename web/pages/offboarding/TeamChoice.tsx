import { Radio, Stack } from '@mantine/core';
import { nameAll } from '../../people/name-rules.ts';
import { PersonPicker } from '../../people/PersonPicker.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { EachReport } from './EachReport.tsx';
import classes from './GuidePart.module.css';
import { type TeamChoice as Team, type TeamProps, teamOf } from './offboard-rules.ts';

/** Who leads the direct reports from then on. */
export function TeamChoice(guide: TeamProps) {
  const { draft, change, inventory } = guide;
  const { leavers, reports, manager } = inventory;
  const names = nameAll(leavers);
  const team = teamOf(draft, inventory);
  if (reports.count === 0) {
    return (
      <Section title="Team">
        <p className={classes.none}>
          Nobody {leavers.length === 1 ? '' : 'who stays '}reports to {names}.
        </p>
      </Section>
    );
  }
  const choices: { value: Team; label: string; about?: string; isDisabled?: boolean }[] = [
    manager?.isActive
      ? {
          value: 'manager',
          label:
            leavers.length === 1
              ? `To their manager, ${manager.name}`
              : 'To the nearest manager above who stays',
        }
      : {
          value: 'manager',
          label: `To their manager: nobody active is above ${names}`,
          isDisabled: true,
        },
    {
      value: 'one',
      label: 'All to one person',
      about: `One of them, if chosen, takes the place of ${names}.`,
    },
    ...(leavers.length === 1 ? [{ value: 'each' as const, label: 'Each to whom you say' }] : []),
  ];
  return (
    <Section title="Team" note={spellReports(reports.count)}>
      <div className={team === 'one' ? classes.part : undefined}>
        <Radio.Group aria-label="Who leads the direct reports" value={team}>
          <Stack gap={8}>
            {choices.map(({ value, label, about, isDisabled = false }) => (
              <Radio
                key={value}
                size="xs"
                value={value}
                label={label}
                description={about}
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
