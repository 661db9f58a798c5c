import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';

interface BothFactorsFormProps {
  title: string;
  note: string;
  email: string;
  /** What it does, and what leaves everything as it is. */
  actions: readonly [act: string, cancel: string];
  act: (proof: { password: string; code: string }) => Promise<void>;
  onCancel: () => void;
}

/** Asks for both factors again, before one of them changes. */
export function BothFactorsForm({ title, note, email, actions, act, onCancel }: BothFactorsFormProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const change = useMutation({ mutationFn: () => act({ password, code }), gcTime: 0 });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={title}>
      <Stack gap="sm">
        <Text size="sm">{note}</Text>
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <TextInput
          label="Code"
          description="Six digits of your app, or a recovery code."
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <FailureNote error={change.error} />
        <div>
          <Button type="submit" loading={change.isPending} disabled={password === '' || code === ''}>
            {actions[0]}
          </Button>
          <Button variant="subtle" ml="xs" onClick={onCancel}>
            {actions[1]}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
