import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isAdministrator } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { Facts } from '../../ui/sections/Facts.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { wordMayRemove } from './may-remove-words.ts';
import { OrganisationForm } from './OrganisationForm.tsx';
import { orgQuery } from './setting-queries.ts';

/** What holds for everybody: administrators change it, all others see it. */
export function OrganisationSection() {
  const { data: org, error, refetch } = useQuery(orgQuery);
  const mayChange = isAdministrator(useSession());
  return (
    <Section title="Organisation" note={mayChange ? undefined : 'Administrators can change it'}>
      <FailureNote error={error} onRetry={() => void refetch()} />
      {!org && !error && <Skeleton h={120} />}
      {org && mayChange && <OrganisationForm org={org} />}
      {org && !mayChange && (
        <Facts
          facts={[
            ['Name', org.name],
            ['orgId', org.orgId],
            ['LeadSquared calls', `${org.leadsquaredCalls.toLocaleString()} in any 5 seconds`],
            ['Who may remove people from leads', wordMayRemove(org.mayRemove)],
          ]}
        />
      )}
    </Section>
  );
}
