import { Button, Checkbox } from '@mantine/core';
import { IconUserCheck, IconUserX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ShownUser } from '../../../../src/client/client.ts';
import { baton } from '../../../data/baton.ts';
import { PlanDialog } from '../../../forms/PlanDialog.tsx';

type Person = Pick<ShownUser, 'userId' | 'name' | 'isActive'>;

/** Ends the account of one person or brings them back, by a request whose preview is looked at first. */
export function ChangeAccount({ person }: { person: Person }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={person.isActive ? <IconUserX size={16} /> : <IconUserCheck size={16} />}
        onClick={() => setOpen(true)}
      >
        {person.isActive ? 'Deactivate' : 'Reactivate'}
      </Button>
      {isOpen && <AccountForm person={person} onClose={() => setOpen(false)} />}
    </>
  );
}

function AccountForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const { userId, name, isActive } = person;
  const [endsAnyway, setEndsAnyway] = useState(false);
  const account = endsAnyway ? { account: 'end-anyway' as const } : {};
  return (
    <PlanDialog
      title={isActive ? `Deactivate ${name}` : `Reactivate ${name}`}
      note={
        isActive
          ? 'Their account ends, with their keys and sessions and their own reporting line. To hand over what they hold, offboard them instead.'
          : 'The same person comes back, with their history. Let them in by a sign-in link or a key, and give them a manager.'
      }
      plan={(terms) =>
        baton.requests.plan({
          ...{ kind: 'account', users: [{ userId }], isActive: !isActive },
          ...account,
          ...terms,
        })
      }
      onClose={onClose}
    >
      {isActive && (
        <Checkbox
          label="End it even if they hold leads or lead people"
          description="What they hold stays with them, and the radar tells of it."
          checked={endsAnyway}
          onChange={(event) => setEndsAnyway(event.currentTarget.checked)}
        />
      )}
    </PlanDialog>
  );
}
