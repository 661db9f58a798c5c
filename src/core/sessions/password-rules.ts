import { Refusal } from '../../contract/refusal.ts';
import { foldCase } from '../../contract/rules/fold-rules.ts';

const fewestDifferent = 5;

/** Refuses what is guessed first. The length is checked by the contract. */
export function refuseWeakPassword(password: string, email: string, field: string): void {
  const text = foldCase(password);
  const address = foldCase(email);
  const [local = ''] = address.split('@');
  if (text.includes(address) || text.replace(local, '').length < fewestDifferent) {
    throw new Refusal('invalid-input', {
      field,
      message: `${field} must not be made of the e-mail. Choose another password.`,
    });
  }
  if (new Set(text).size < fewestDifferent) {
    throw new Refusal('invalid-input', {
      field,
      message: `${field} repeats too few characters. Choose a password of at least ${fewestDifferent} different ones.`,
    });
  }
}
