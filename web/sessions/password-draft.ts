/** A new password as somebody writes it: twice, because it cannot be seen. */
export interface PasswordDraft {
  password: string;
  again: string;
}

export const emptyPassword: PasswordDraft = { password: '', again: '' };

export const shortestPassword = 12;

export function isWholePassword({ password, again }: PasswordDraft): boolean {
  return password.length >= shortestPassword && again === password;
}
