import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ShownUser } from '../../../../src/client/client.ts';
import { baton } from '../../../data/baton.ts';
import { PasswordAgain } from '../../../sessions/PasswordAgain.tsx';
import { useSession } from '../../../sessions/session-queries.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { Moment } from '../../../ui/moments/Moment.tsx';
import { anyWholePerson } from './person-page-queries.ts';

/** That the person has a second factor, and the way back for whoever lost it. One's own is removed in the settings. */
export function RemoveSecondFactor({ person }: { person: ShownUser }) {
  const { user } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (person.secondFactorSince === null) return null;
  return (
    <Text size="sm" mb="xs" component="div">
      Signs in with a second factor since <Moment at={person.secondFactorSince} />.{' '}
      {person.isActive && person.userId !== user.userId && (
        <Button variant="default" size="compact-xs" onClick={() => setOpen(true)}>
          Remove it
        </Button>
      )}
      {isOpen && <Question person={person} onClose={() => setOpen(false)} />}
    </Text>
  );
}

function Question({ person: { userId, name }, onClose }: { person: ShownUser; onClose: () => void }) {
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const remove = useMutation({
    mutationFn: () => baton.users.removeSecondFactor(userId, { password }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: anyWholePerson(userId) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '') remove.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Remove the second factor?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">
            For {name}, if they lost their app and their recovery codes. They are signed out everywhere, and
            sign in by their password alone until they set up another. Be sure that it is they who ask.
          </Text>
          <PasswordAgain
            value={password}
            onChange={setPassword}
            why="This browser may have been left open, and it takes away what keeps others out."
            hasFocus
          />
          <FailureNote error={remove.error} />
          <Group gap="xs">
            <Button type="submit" color="red.9" loading={remove.isPending} disabled={password === ''}>
              Remove the second factor
            </Button>
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
