import type { ShownUser } from '../../../../src/client/client.ts';
import { defaultKeyDays, type Scope, scopesOfRole } from '../../../../src/contract/rules/scope-rules.ts';

export interface KeyDraft {
  name: string;
  scopes: Scope[];
  /** For how many days, or `never`, as the list of choices has it. */
  days: string;
  /** Of whoever makes it. */
  password: string;
}

export const ends = [
  { value: '30', label: 'After 30 days' },
  { value: String(defaultKeyDays), label: `After ${defaultKeyDays} days` },
  { value: '365', label: 'After a year' },
  { value: 'never', label: 'Never' },
];

export const scopeWords: Record<Scope, string> = {
  read: 'Read',
  plan: 'Plan, which changes nothing',
  run: 'Run and undo',
  admin: 'Settings, keys and links',
};

export function emptyKey({ accessRole }: ShownUser): KeyDraft {
  return { name: '', scopes: [...scopesOfRole(accessRole)], days: String(defaultKeyDays), password: '' };
}

/** As the call takes it; a day is counted from the press of the button. */
export function toTerms({ name, scopes, days, password }: KeyDraft, now: Date) {
  const end = new Date(now.getTime() + Number(days) * 86_400_000);
  return { name: name.trim(), scopes, expiresAt: days === 'never' ? null : end.toISOString(), password };
}
