import type { ReactNode } from 'react';
import { AskedName, AskedReceivers } from '../plans/AskedReceivers.tsx';
import { Facts } from '../sections/Facts.tsx';
import { Section } from '../sections/Section.tsx';
import { type AskedOffboarding, readAsked } from './asked-rules.ts';

/** Who receives what, for whoever was sent the address of a plan. */
export function AskedChoices({ spec }: { spec: unknown }) {
  const asked = readAsked(spec);
  if (!asked) return null;
  return (
    <Section title="Who receives what">
      <Facts
        facts={[
          ...asked.groups.map(
            (group) => [group.name, <AskedReceivers key={group.name} split={group} />] as const,
          ),
          ['Direct reports', <Team key="team" team={asked.team} />],
        ]}
      />
    </Section>
  );
}

function Team({ team }: { team: AskedOffboarding['team'] }): ReactNode {
  if (team === 'manager') return 'To the leaver’s manager';
  if (!('each' in team)) return <AskedName user={team} />;
  return `${team.each.toLocaleString()} one by one, the others to the leaver’s manager`;
}
