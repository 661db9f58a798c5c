import { PasswordInput } from '@mantine/core';
import { useSession } from './session-queries.ts';

interface PasswordAgainProps {
  value: string;
  onChange: (password: string) => void;
  /** Why it is asked, and what follows. */
  why: string;
  hasFocus?: boolean;
}

/** The password of whoever is signed in, once more: a browser may have been left open. */
export function PasswordAgain({ value, onChange, why, hasFocus = false }: PasswordAgainProps) {
  const { user } = useSession();
  return (
    <>
      <input type="email" autoComplete="username" value={user.email} readOnly hidden />
      <PasswordInput
        label="Your password"
        description={why}
        autoComplete="current-password"
        data-autofocus={hasFocus || undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </>
  );
}
