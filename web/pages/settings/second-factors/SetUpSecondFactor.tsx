import { Button, Code, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { QRCodeSVG } from 'qrcode.react';
import { type FormEvent, useState } from 'react';
import type { BegunSecondFactor } from '../../../../src/client/client.ts';
import { baton } from '../../../data/baton.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import classes from './SetUpSecondFactor.module.css';

interface SetUpProps {
  email: string;
  /** With recovery codes, where it is set up. */
  onEnd: (codes?: readonly string[]) => void;
}

/** First the password, then the secret for an app, until a code of it shows that the app has it. */
export function SetUpSecondFactor({ email, onEnd }: SetUpProps) {
  const [begun, setBegun] = useState<BegunSecondFactor>();
  if (begun) return <ConfirmForm begun={begun} onEnd={onEnd} />;
  return <PasswordForm email={email} onBegin={setBegun} onCancel={() => onEnd()} />;
}

interface PasswordFormProps {
  email: string;
  onBegin: (begun: BegunSecondFactor) => void;
  onCancel: () => void;
}

function PasswordForm({ email, onBegin, onCancel }: PasswordFormProps) {
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: () => baton.session.secondFactor.begin({ password }),
    gcTime: 0, // so does the secret
    onSuccess: onBegin,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <form onSubmit={submit} aria-label="Set up a second factor">
      <Stack gap="sm">
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FailureNote error={begin.error} />
        <div>
          <Button type="submit" loading={begin.isPending} disabled={password === ''}>
            Go on
          </Button>
          <Button variant="subtle" ml="xs" onClick={onCancel}>
            Leave it
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function ConfirmForm({ begun, onEnd }: { begun: BegunSecondFactor; onEnd: SetUpProps['onEnd'] }) {
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => baton.session.secondFactor.confirm({ code }),
    gcTime: 0,
    onSuccess: ({ recoveryCodes }) => onEnd(recoveryCodes),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form onSubmit={submit} aria-label="Set up a second factor">
      <Stack gap="sm">
        <Text size="sm">
          Scan this with an authenticator app, or type the secret into it. Then type the code that it shows.
        </Text>
        <QRCodeSVG
          value={begun.uri}
          title="The secret, to be scanned"
          size={176}
          marginSize={4}
          className={classes.picture}
        />
        <Text size="sm">
          Secret: <Code className={classes.secret}>{inGroups(begun.secret)}</Code>
        </Text>
        <TextInput
          label="Code"
          description="Six digits."
          autoComplete="one-time-code"
          inputMode="numeric"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <FailureNote error={confirm.error} />
        <div>
          <Button type="submit" loading={confirm.isPending} disabled={code.trim().length < 6}>
            Turn it on
          </Button>
          <Button variant="subtle" ml="xs" onClick={() => onEnd()}>
            Leave it
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** As it is read out and typed. */
function inGroups(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
