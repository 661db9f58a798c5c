import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { baton } from '../app/baton.ts';
import { paths } from '../app/paths.ts';
import { FailureNote } from '../failures/FailureNote.tsx';
import { AnchorLink } from '../links/AnchorLink.tsx';
import { NewPasswordFields } from './NewPasswordFields.tsx';
import { emptyPassword, isWholePassword } from './password-draft.ts';
import { SignInFrame } from './SignInFrame.tsx';
import { sessionQuery } from './session-queries.ts';

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
  const [draft, setDraft] = useState(emptyPassword);
  const queries = useQueryClient();
  const router = useRouter();
  const signIn = useMutation({
    mutationFn: () => baton.session.firstSignIn({ token, password: draft.password }),
    onSuccess: (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
      router.history.replace(paths.home);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWholePassword(draft)) signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <NewPasswordFields draft={draft} onChange={setDraft} hasFocus />
        <FailureNote error={signIn.error} />
        <Button type="submit" loading={signIn.isPending} fullWidth mt={4}>
          Set the password and sign in
        </Button>
      </Stack>
    </form>
  );
}
