import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { BatonError, type ShownSession } from '../../../src/client/client.ts';
import { baton } from '../../data/baton.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { SignInFrame } from './SignInFrame.tsx';

interface CodeStepProps {
  onEntry: (session: ShownSession) => void;
  /** Back to the first step. */
  onRestart: () => void;
}

/** The second step, of whoever set up a second factor. */
export function CodeStep({ onEntry, onRestart }: CodeStepProps) {
  const [code, setCode] = useState('');
  const signIn = useMutation({
    mutationFn: () => baton.session.signInByCode({ code }),
    onSuccess: onEntry,
    onError: () => setCode(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <SignInFrame title="Enter a code" lead="The password is right. Now the code that your app shows.">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Code"
            description="Six digits, or a recovery code."
            autoComplete="one-time-code"
            autoFocus
            required
            withAsterisk={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <FailureNote error={signIn.error} />
          <Button type="submit" loading={signIn.isPending} fullWidth mt={4}>
            Sign in
          </Button>
          <Button variant="subtle" onClick={onRestart} fullWidth>
            Start again
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  );
}

/** Whether the first step was taken, and a code is what is missing. */
export function isCodeNeeded(error: unknown): boolean {
  return error instanceof BatonError && error.code === 'second-factor-needed';
}
