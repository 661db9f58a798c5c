import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShownUser } from '../../../../src/client/client.ts';
import { baton } from '../../../data/baton.ts';
import { NewKeyForm } from './NewKeyForm.tsx';
import type { KeyDraft } from './new-key-draft.ts';
import { toTerms } from './new-key-draft.ts';
import { anyWholePerson } from './person-page-queries.ts';
import { ShownOnce } from './ShownOnce.tsx';

/** Makes a key pair and shows its secret this once. */
export function NewKey({ person }: { person: ShownUser }) {
  const { userId, name } = person;
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (draft: KeyDraft) => baton.users.createKey(userId, toTerms(draft, new Date())),
    gcTime: 0, // the secret goes with the window that shows it
    onSuccess: () => {
      setOpen(false);
      return queries.invalidateQueries({ queryKey: anyWholePerson(userId) });
    },
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconKey size={14} />}
        onClick={() => {
          create.reset();
          setOpen(true);
        }}
      >
        New key
      </Button>
      {isOpen && <NewKeyForm person={person} making={create} onClose={() => setOpen(false)} />}
      {create.data && (
        <ShownOnce
          title={`A new key of ${name}`}
          values={[
            ['Access key', create.data.accessKey],
            ['Secret key', create.data.secretKey],
            ['Both as one token', create.data.token],
          ]}
          onClose={create.reset}
        >
          A program that uses it acts for {name}. The secret is shown this once: copy it to where it is needed
          before you close this.
        </ShownOnce>
      )}
    </>
  );
}
