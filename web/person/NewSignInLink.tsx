import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ShownUser } from '../../src/client/client.ts';
import { baton } from '../app/baton.ts';
import { FailureNote } from '../failures/FailureNote.tsx';
import { Moment } from '../moments/Moment.tsx';
import { ShownOnce } from './ShownOnce.tsx';

/** Makes a link to hand over, by which the person sets a password: at first, or after it was lost. */
export function NewSignInLink({ person: { userId, name } }: { person: ShownUser }) {
  const create = useMutation({
    mutationFn: () => baton.users.createSignInLink(userId),
    gcTime: 0, // so does the token in the link
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconLink size={14} />}
        loading={create.isPending}
        onClick={() => create.mutate()}
      >
        Sign-in link
      </Button>
      <FailureNote error={create.error} />
      {create.data && (
        <ShownOnce
          title={`A sign-in link for ${name}`}
          values={[['Sign-in link', `${location.origin}${create.data.path}`]]}
          onClose={create.reset}
        >
          By it {name} sets a password and signs in, once, until <Moment at={create.data.expiresAt} />. It
          ends the links before it. Hand it to nobody else.
        </ShownOnce>
      )}
    </>
  );
}
