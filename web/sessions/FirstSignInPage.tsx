import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { baton } from '../app/baton.ts';
import { paths } from '../app/paths.ts';
import { FailureNote } from '../failures/FailureNote.tsx';
import { AnchorLink } from '../links/AnchorLink.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import { sessionQuery } from './session-queries.ts';

const shortest = 12;

/** The link's token is in the fragment, which no server and no log ever sees. */
export function FirstSignInPage() {
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  if (token === '') return <NoToken />;
  return (
    <SignInFrame title="Choose a password" lead="This link works once. Then you sign in with your e-mail.">
      <PasswordForm token={token} />
    </SignInFrame>
  );
}

function NoToken() {
  return (
    <SignInFrame title="This link is not whole" lead="Its end, from the # on, is missing.">
      <Text size="sm">
        Copy the whole link, or <AnchorLink to={paths.signIn}>sign in</AnchorLink> if you chose a password
        before.
      </Text>
    </SignInFrame>
  );
}

function PasswordForm({ token }: { token: string }) {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const queries = useQueryClient();
  const router = useRouter();
  const signIn = useMutation({
    mutationFn: () => baton.session.firstSignIn({ token, password }),
    onSuccess: (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
      router.history.replace(paths.home);
    },
  });
  const isTooShort = password.length > 0 && password.length < shortest;
  const differs = again.length > 0 && again !== password;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password.length >= shortest && again === password) signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PasswordInput
          label="New password"
          description={`At least ${shortest} characters; a sentence is fine.`}
          autoComplete="new-password"
          autoFocus
          value={password}
          error={isTooShort && `${shortest - password.length} more characters are needed.`}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <PasswordInput
          label="The same again"
          autoComplete="new-password"
          value={again}
          error={differs && 'This is not the same.'}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <FailureNote error={signIn.error} />
        <Button type="submit" loading={signIn.isPending} fullWidth mt={4}>
          Set the password and sign in
        </Button>
      </Stack>
    </form>
  );
}
