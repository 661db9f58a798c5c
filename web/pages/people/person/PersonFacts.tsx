import type { ShownUser } from '../../../../src/client/client.ts';
import { Facts } from '../../../ui/sections/Facts.tsx';
import { Section } from '../../../ui/sections/Section.tsx';
import { AvailabilitySwitch } from './AvailabilitySwitch.tsx';
import { HeadSwitch } from './HeadSwitch.tsx';

/** What is known of the person now. */
export function PersonFacts({ person, asOf }: { person: ShownUser; asOf: string | undefined }) {
  const { userId, guid, email, agentRole, accessRole, isActive } = person;
  const hasNoManager = isActive && (person.isHead || (asOf === undefined && person.manager === null));
  return (
    <Section title="Facts" note={asOf !== undefined && 'As of now'}>
      <Facts
        facts={[
          ['E-mail', email],
          ['Agent role', agentRole],
          ['Access role', accessRole],
          ['Account', isActive ? 'Active' : 'Ended: cannot sign in, and receives nothing'],
          ...(isActive ? [['New leads', <AvailabilitySwitch key="new" person={person} />] as const] : []),
          ...(hasNoManager ? [['Head', <HeadSwitch key="head" person={person} />] as const] : []),
          ['User id', userId],
          ['GUID', guid],
        ]}
      />
    </Section>
  );
}
