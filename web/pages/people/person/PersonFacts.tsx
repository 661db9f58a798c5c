import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { isAdministrator } from '../../../sessions/access-rules.ts';
import { useSession } from '../../../sessions/session-queries.ts';
import { Facts } from '../../../ui/sections/Facts.tsx';
import { Section } from '../../../ui/sections/Section.tsx';
import { AvailabilitySwitch } from './AvailabilitySwitch.tsx';
import { EditFacts } from './EditFacts.tsx';
import { HeadSwitch } from './HeadSwitch.tsx';
import type { WholePerson } from './person-page-queries.ts';
import { useEdit } from './use-edit.ts';
import { useFocusBack } from './use-focus-back.ts';

/** What is known of the person; administrators change it in place, unless it is that of a past moment. */
export function PersonFacts({ person, asOf }: { person: WholePerson; asOf: string | undefined }) {
  const { email, agentRole, accessRole } = person;
  const edit = useEdit();
  const mayEdit = isAdministrator(useSession()) && asOf === undefined;
  const isEdited = mayEdit && edit.isOpen;
  const opener = useFocusBack(isEdited);
  const editButton = (
    <Button
      ref={opener}
      size="xs"
      variant="default"
      leftSection={<IconPencil size={14} />}
      onClick={edit.open}
    >
      Edit
    </Button>
  );
  return (
    <Section
      title="Facts"
      note={asOf !== undefined ? 'E-mail and roles as of then' : mayEdit && !isEdited && editButton}
    >
      {isEdited && <EditFacts person={person} onChanged={edit.end} onClose={edit.close} />}
      <Facts
        facts={[
          ...(isEdited
            ? []
            : ([
                ['E-mail', email],
                ['Agent role', agentRole],
                ['Access role', accessRole],
              ] as const)),
          ...listStanding(person, asOf),
        ]}
      />
    </Section>
  );
}

/** What stands as of now, whatever the moment, and is no fact that is edited. */
function listStanding(person: WholePerson, asOf: string | undefined) {
  const { userId, guid, isActive, externalKeys } = person;
  const keys = Object.entries(externalKeys).map(([system, key]) => [`Key in ${system}`, key] as const);
  const hasNoManager = isActive && (person.isHead || (asOf === undefined && person.manager === null));
  return [
    ['Account', isActive ? 'Active' : 'Ended: cannot sign in, and receives nothing'],
    ...(isActive ? [['New leads', <AvailabilitySwitch key="new" person={person} />] as const] : []),
    ...(hasNoManager ? [['Head', <HeadSwitch key="head" person={person} />] as const] : []),
    ['User id', userId],
    ['GUID', guid],
    ...keys,
  ] as const;
}
