import { Button, Checkbox, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { baton } from '../../data/baton.ts';
import { NewPasswordFields } from '../../sessions/NewPasswordFields.tsx';
import { emptyPassword, isWholePassword } from '../../sessions/password-draft.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';

/** Opens on demand, so that the page does not look as if a password were asked for. */
export function ChangePassword({ email }: { email: string }) {
  const [isOpen, setOpen] = useState(false);
  const [ended, setEnded] = useState<Endings>();
  if (isOpen) {
    return (
      <PasswordForm
        email={email}
        onEnd={(endings) => {
          setOpen(false);
          setEnded(endings);
        }}
      />
    );
  }
  return (
    <div>
      <Button variant="default" onClick={() => setOpen(true)}>
        Change the password
      </Button>
      <Text size="sm" c="dimmed" mt={ended ? 6 : 0} role="status">
        {ended && tellEndings(ended)}
      </Text>
    </div>
  );
}

/** By what else somebody gets in, and whether it ended with the old password. */
interface Endings {
  endSessions: boolean;
  endKeys: boolean;
}

function tellEndings({ endSessions, endKeys }: Endings): string {
  return [
    'Changed.',
    endSessions ? 'You are signed out wherever else you were signed in.' : 'Your other sessions go on.',
    ...(endKeys ? ['Your access keys have ended.'] : []),
  ].join(' ');
}

function PasswordForm({ email, onEnd }: { email: string; onEnd: (endings?: Endings) => void }) {
  const [current, setCurrent] = useState('');
  const [draft, setDraft] = useState(emptyPassword);
  const [endings, setEndings] = useState<Endings>({ endSessions: true, endKeys: false });
  const change = useMutation({
    mutationFn: () => baton.session.changePassword({ current, next: draft.password, ...endings }),
    onSuccess: () => onEnd(endings),
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
        <Checkbox
          label="Sign out everywhere else"
          checked={endings.endSessions}
          onChange={(event) => setEndings({ ...endings, endSessions: event.currentTarget.checked })}
        />
        <Checkbox
          label="End my access keys"
          description="Whatever uses them stops working at once."
          checked={endings.endKeys}
          onChange={(event) => setEndings({ ...endings, endKeys: event.currentTarget.checked })}
        />
        <FailureNote error={change.error} />
        <div>
          <Button type="submit" loading={change.isPending} disabled={!isWhole}>
            Change it
          </Button>
          <Button variant="subtle" ml="xs" onClick={() => onEnd()}>
            Keep the old one
          </Button>
        </div>
      </Stack>
    </form>
  );
}
