import { Button, Modal, Stack } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ShownUser } from '../../../../src/client/client.ts';
import { baton } from '../../../data/baton.ts';
import { PasswordAgain } from '../../../sessions/PasswordAgain.tsx';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { SubmitOrCancel } from '../../../ui/fields/SubmitOrCancel.tsx';
import { Moment } from '../../../ui/moments/Moment.tsx';
import { ShownOnce } from './ShownOnce.tsx';

/** Makes a link to hand over, by which the person sets a password: at first, or after it was lost. */
export function NewSignInLink({ person: { userId, name } }: { person: ShownUser }) {
  const [isAsking, setAsking] = useState(false);
  const create = useMutation({
    mutationFn: (password: string) => baton.users.createSignInLink(userId, { password }),
    gcTime: 0, // so does the token in the link
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconLink size={14} />}
        onClick={() => {
          create.reset();
          setAsking(true);
        }}
      >
        Sign-in link
      </Button>
      {isAsking && <NewLinkForm name={name} making={create} onClose={() => setAsking(false)} />}
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

interface NewLinkFormProps {
  name: string;
  making: { mutate: (password: string) => void; isPending: boolean; error: Error | null };
  onClose: () => void;
}

function NewLinkForm({ name, making, onClose }: NewLinkFormProps) {
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '') making.mutate(password);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`A sign-in link for ${name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <PasswordAgain
            why={`Asked again, because whoever has the link gets in as ${name}.`}
            value={password}
            onChange={setPassword}
            hasFocus
          />
          <FailureNote error={making.error} />
          <SubmitOrCancel
            label="Make the link"
            isPending={making.isPending}
            isDisabled={password === ''}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
