import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { baton } from '../app/baton.ts';
import { FailureNote } from '../failures/FailureNote.tsx';
import { NewPasswordFields } from '../sessions/NewPasswordFields.tsx';
import { emptyPassword, isWholePassword } from '../sessions/password-draft.ts';

/** Opens on demand, so that the page does not look as if a password were asked for. */
export function ChangePassword({ email }: { email: string }) {
  const [isOpen, setOpen] = useState(false);
  const [isDone, setDone] = useState(false);
  if (isOpen) {
    return (
      <PasswordForm
        email={email}
        onEnd={(wasChanged) => {
          setOpen(false);
          setDone(wasChanged);
        }}
      />
    );
  }
  return (
    <div>
      <Button variant="default" onClick={() => setOpen(true)}>
        Change the password
      </Button>
      <Text size="sm" c="dimmed" mt={isDone ? 6 : 0} role="status">
        {isDone && 'Changed. You are signed out wherever else you were signed in.'}
      </Text>
    </div>
  );
}

function PasswordForm({ email, onEnd }: { email: string; onEnd: (wasChanged: boolean) => void }) {
  const [current, setCurrent] = useState('');
  const [draft, setDraft] = useState(emptyPassword);
  const change = useMutation({
    mutationFn: () => baton.session.changePassword({ current, next: draft.password }),
    onSuccess: () => onEnd(true),
  });
  const isWhole = current !== '' && isWholePassword(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) change.mutate();
  };
  return (
    <form onSubmit={submit} aria-label="Change the password">
      <Stack gap="sm">
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          autoFocus
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPasswordFields draft={draft} onChange={setDraft} />
        <FailureNote error={change.error} />
        <div>
          <Button type="submit" loading={change.isPending} disabled={!isWhole}>
            Change it
          </Button>
          <Button variant="subtle" ml="xs" onClick={() => onEnd(false)}>
            Keep the old one
          </Button>
        </div>
      </Stack>
    </form>
  );
}
