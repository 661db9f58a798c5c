import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { isAdministrator } from '../../../sessions/access-rules.ts';
import { useSession } from '../../../sessions/session-queries.ts';
import { usePeopleSearch } from '../view/use-people-search.ts';

/** For administrators; nothing for all others. */
export function NewPersonButton() {
  const { change } = usePeopleSearch();
  if (!isAdministrator(useSession())) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconUserPlus size={16} />}
      onClick={() => change({ person: 'new' })}
    >
      New person
    </Button>
  );
}
