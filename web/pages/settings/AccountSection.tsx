import { Stack } from '@mantine/core';
import { useSession } from '../../sessions/session-queries.ts';
import { Facts } from '../../ui/sections/Facts.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { SignOutEverywhere } from './SignOutEverywhere.tsx';
import { SecondFactor } from './second-factors/SecondFactor.tsx';

/** What everybody sets for themselves. */
export function AccountSection() {
  const { user, secondFactor } = useSession();
  return (
    <Section title="Your account">
      <Stack gap="lg">
        <Facts
          facts={[
            ['Name', user.name],
            ['E-mail', user.email],
            ['Access role', user.accessRole],
          ]}
        />
        <ChangePassword email={user.email} />
        <SecondFactor email={user.email} secondFactor={secondFactor} />
        <SignOutEverywhere />
      </Stack>
    </Section>
  );
}
