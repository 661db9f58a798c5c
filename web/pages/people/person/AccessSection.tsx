import { Text } from '@mantine/core';
import type { KeyPage, ShownUser } from '../../../../src/client/client.ts';
import { Section } from '../../../ui/sections/Section.tsx';
import { DownloadCsv } from '../../../ui/tables/DownloadCsv.tsx';
import classes from './AccessSection.module.css';
import { KeysTable } from './KeysTable.tsx';
import { NewKey } from './NewKey.tsx';
import { NewSignInLink } from './NewSignInLink.tsx';
import { RemoveSecondFactor } from './RemoveSecondFactor.tsx';

/** By what the person gets in: keys for programs, a sign-in link for a browser. For administrators. */
export function AccessSection({ person, keys }: { person: ShownUser; keys: KeyPage }) {
  return (
    <Section
      title="Access"
      note={
        person.isActive && (
          <span className={classes.ways}>
            <NewSignInLink person={person} />
            <NewKey person={person} />
          </span>
        )
      }
    >
      {!person.isActive && (
        <Text size="sm" c="dimmed" mb="xs">
          The account has ended, so nothing lets {person.name} in.
        </Text>
      )}
      <RemoveSecondFactor person={person} />
      <KeysTable userId={person.userId} keys={keys.items} />
      {keys.items.length > 0 && <DownloadCsv isSmall path={`users/${person.userId}/keys`} of="access keys" />}
    </Section>
  );
}
