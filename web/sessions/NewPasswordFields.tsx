import { PasswordInput } from '@mantine/core';
import { type PasswordDraft, shortestPassword } from './password-draft.ts';

interface NewPasswordFieldsProps {
  draft: PasswordDraft;
  onChange: (draft: PasswordDraft) => void;
  hasFocus?: boolean;
}

/** Wherever a password is chosen. */
export function NewPasswordFields({ draft, onChange, hasFocus = false }: NewPasswordFieldsProps) {
  const { password, again } = draft;
  const missing = shortestPassword - password.length;
  return (
    <>
      <PasswordInput
        label="New password"
        description={`At least ${shortestPassword} characters; a sentence is fine.`}
        autoComplete="new-password"
        autoFocus={hasFocus}
        value={password}
        error={password.length > 0 && missing > 0 && `${missing} more characters are needed.`}
        onChange={(event) => onChange({ ...draft, password: event.currentTarget.value })}
      />
      <PasswordInput
        label="The same again"
        autoComplete="new-password"
        value={again}
        error={again.length > 0 && again !== password && 'This is not the same.'}
        onChange={(event) => onChange({ ...draft, again: event.currentTarget.value })}
      />
    </>
  );
}
