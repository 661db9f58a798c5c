import { Anchor, Stack, Text } from '@mantine/core';
import { useSession } from '../../sessions/session-queries.ts';
import { CommandText } from '../../ui/commands/CommandText.tsx';
import { Facts } from '../../ui/sections/Facts.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { tellReassignment } from './script-rules.ts';

/** How to do from a script what these pages do. */
export function ScriptSection() {
  const { org } = useSession();
  return (
    <Section title="Call Baton from a script">
      <Stack gap="md">
        <Facts
          facts={[
            ['Address', location.origin],
            ['orgId', org.orgId],
            [
              'Read',
              <span key="read">
                <Anchor inherit href="/docs">
                  API documentation
                </Anchor>
                ,{' '}
                <Anchor inherit href="/openapi.json">
                  OpenAPI
                </Anchor>
              </span>,
            ],
          ]}
        />
        <Text size="sm">
          With an access key and its secret in <code>BATON_ACCESS_KEY</code> and <code>BATON_SECRET_KEY</code>
          , made on a person’s page, this gives lead 1001 to user 126:
        </Text>
        <CommandText text={tellReassignment(location.origin, org.orgId)} />
        <Text size="sm" c="dimmed">
          A Postman collection of either vendor works once its host is the address above and its keys are of
          this organisation. Whatever a key does, its user did.
        </Text>
      </Stack>
    </Section>
  );
}
