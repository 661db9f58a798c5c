import { Stack } from '@mantine/core';
import { SecondFactor } from '../second-factors/SecondFactor.tsx';
import { Facts } from '../sections/Facts.tsx';
import { Section } from '../sections/Section.tsx';
import { useSession } from '../sessions/session-queries.ts';
import { ChangePassword } from './ChangePassword.tsx';
import { SignOutEverywhere } from './SignOutEverywhere.tsx';

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
