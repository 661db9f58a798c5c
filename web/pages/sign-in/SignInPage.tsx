import { Button, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { BatonError, type ShownSession } from '../../../src/client/client.ts';
import { baton } from '../../data/baton.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { CodeStep, isCodeNeeded } from './CodeStep.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import { useEntry } from './use-entry.ts';

const signInRoute = getRouteApi('/sign-in');

export function SignInPage() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [orgId, setOrgId] = useState<number>();
  const { to } = signInRoute.useSearch();
  const onEntry = useEntry(to);
  const signIn = useSignIn(onEntry);
  const choices = signIn.error instanceof BatonError ? signIn.error.organisations : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password, ...(orgId === undefined ? {} : { orgId }) });
  };
  if (isCodeNeeded(signIn.error)) return <CodeStep onEntry={onEntry} onRestart={signIn.reset} />;
  return (
    <SignInFrame title="Sign in" lead="With your work e-mail and the password you chose.">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {choices.length > 0 && (
            <Select
              label="Organisation"
              description="You have an account in several."
              data={choices.map((choice) => ({ value: String(choice.orgId), label: choice.name }))}
              onChange={(value) => setOrgId(value === null ? undefined : Number(value))}
            />
          )}
          {choices.length === 0 && <FailureNote error={signIn.error} />}
          <Button type="submit" loading={signIn.isPending} fullWidth mt={4}>
            Sign in
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  );
}

/** Where nobody has a password yet, an administrator makes a sign-in link for them. */
function useSignIn(onEntry: (session: ShownSession) => void) {
  return useMutation({
    mutationFn: (body: Parameters<typeof baton.session.signIn>[0]) => baton.session.signIn(body),
    onSuccess: onEntry,
  });
}
