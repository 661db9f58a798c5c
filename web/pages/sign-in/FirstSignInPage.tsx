import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { paths } from '../../address/paths.ts';
import { baton } from '../../data/baton.ts';
import { NewPasswordFields } from '../../sessions/NewPasswordFields.tsx';
import { emptyPassword, isWholePassword } from '../../sessions/password-draft.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import { CodeStep, isCodeNeeded } from './CodeStep.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import { useEntry } from './use-entry.ts';

/** The link's token is in the fragment, which no server and no log ever sees. */
export function FirstSignInPage() {
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const onEntry = useEntry();
  const navigate = useNavigate();
  const signIn = useMutation({
    mutationFn: (password: string) => baton.session.firstSignIn({ token, password }),
    onSuccess: onEntry,
  });
  if (token === '') return <NoToken />;
  if (isCodeNeeded(signIn.error)) {
    return <CodeStep onEntry={onEntry} onRestart={() => void navigate({ to: paths.signIn })} />;
  }
  return (
    <SignInFrame title="Choose a password" lead="This link works once. Then you sign in with your e-mail.">
      <PasswordForm isPending={signIn.isPending} error={signIn.error} onSubmit={signIn.mutate} />
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

interface PasswordFormProps {
  isPending: boolean;
  error: unknown;
  onSubmit: (password: string) => void;
}

function PasswordForm({ isPending, error, onSubmit }: PasswordFormProps) {
  const [draft, setDraft] = useState(emptyPassword);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWholePassword(draft)) onSubmit(draft.password);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <NewPasswordFields draft={draft} onChange={setDraft} hasFocus />
        <FailureNote error={error} />
        <Button type="submit" loading={isPending} fullWidth mt={4}>
          Set the password and sign in
        </Button>
      </Stack>
    </form>
  );
}
