import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PersonName } from '../people/PersonName.tsx';
import { personQuery } from '../people/person-queries.ts';
import { Facts } from '../sections/Facts.tsx';
import { Section } from '../sections/Section.tsx';
import {
  type AskedGroup,
  type AskedOffboarding,
  type AskedReceiver,
  type NamedUser,
  readAsked,
} from './asked-rules.ts';

/** Who receives what, for whoever was sent the address of a plan. */
export function AskedChoices({ spec }: { spec: unknown }) {
  const asked = readAsked(spec);
  if (!asked) return null;
  return (
    <Section title="Who receives what">
      <Facts
        facts={[
          ...asked.groups.map((group) => [group.name, <Receivers key={group.name} group={group} />] as const),
          ['Direct reports', <Team key="team" team={asked.team} />],
        ]}
      />
    </Section>
  );
}

const modeNames = { even: 'Evenly:', weighted: 'By weight:', percent: 'By percent:' } as const;

function Receivers({ group: { mode, receivers } }: { group: AskedGroup }) {
  return (
    <>
      {mode && `${modeNames[mode]} `}
      {receivers.map((receiver, place) => (
        <span key={receiver.userId ?? receiver.email}>
          {place > 0 && ', '}
          <Name user={receiver} />
          {spellShare(receiver, mode)}
        </span>
      ))}
    </>
  );
}

function spellShare({ share, cap }: AskedReceiver, mode: AskedGroup['mode']): string {
  const parts = [
    share === undefined ? '' : mode === 'percent' ? `${share} %` : `${share}`,
    cap === undefined ? '' : `up to ${cap.toLocaleString()}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function Team({ team }: { team: AskedOffboarding['team'] }): ReactNode {
  if (team === 'manager') return 'To the leaver’s manager';
  if (!('each' in team)) return <Name user={team} />;
  return `${team.each.toLocaleString()} one by one, the others to the leaver’s manager`;
}

function Name({ user: { userId, email } }: { user: NamedUser }) {
  const person = useQuery({ ...personQuery(userId ?? 0), enabled: userId !== undefined }).data;
  return person ? <PersonName person={person} /> : (email ?? `User ${userId}`);
}
