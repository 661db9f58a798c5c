import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShownUser } from '../../src/client/client.ts';
import { baton } from '../app/baton.ts';
import { FailureNote } from '../failures/FailureNote.tsx';
import { anyWholePerson } from './person-page-queries.ts';
import { ShownOnce } from './ShownOnce.tsx';

/** Makes a key pair and shows its secret this once. */
export function NewKey({ person: { userId, name } }: { person: ShownUser }) {
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () => baton.users.createKey(userId),
    gcTime: 0, // the secret goes with the window that shows it
    onSuccess: () => queries.invalidateQueries({ queryKey: anyWholePerson(userId) }),
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconKey size={14} />}
        loading={create.isPending}
        onClick={() => create.mutate()}
      >
        New key
      </Button>
      <FailureNote error={create.error} />
      {create.data && (
        <ShownOnce
          title={`A new key of ${name}`}
          values={[
            ['Access key', create.data.accessKey],
            ['Secret key', create.data.secretKey],
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
