import type { ReactNode } from 'react';
import type { ShownRequest } from '../../../src/client/client.ts';
import { AskedName, AskedReceivers } from '../../requests/AskedReceivers.tsx';
import { Facts } from '../../ui/sections/Facts.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { type AskedOffboarding, readAsked } from './asked-rules.ts';

/** Who receives what, for whoever was sent the address of a plan. */
export function AskedChoices({ request }: { request: ShownRequest<'offboard'> }) {
  const asked = readAsked(request.spec);
  return (
    <Section title="Who receives what">
      <Facts
        facts={[
          ...asked.groups.map(
            (group) => [group.name, <AskedReceivers key={group.name} split={group} />] as const,
          ),
          ['Direct reports', <Team key="team" team={asked.team} />],
          ['Account', asked.endsAnyway ? 'Ends first, in any case' : 'Ends when nothing is left'],
        ]}
      />
    </Section>
  );
}

function Team({ team }: { team: AskedOffboarding['team'] }): ReactNode {
  if (team === 'manager') return 'To the nearest manager who stays';
  if (!('each' in team)) return <AskedName user={team} />;
  return `${team.each.toLocaleString()} one by one, the others to the nearest manager who stays`;
}
