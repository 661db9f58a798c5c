import { Refusal } from '../../contract/refusal.ts';
import { findInvisible, tidy } from '../../contract/rules/fold-rules.ts';

/** A role as it is to be kept: tidy, and of what can be seen. */
export function readRoleName(text: string, field: string): string {
  const name = tidy(text);
  const hidden = findInvisible(name);
  if (name !== '' && hidden === undefined) return name;
  const what =
    hidden === undefined
      ? 'is blank; it needs a value'
      : `has a character in it that nobody sees (${hidden}); take it out`;
  throw new Refusal('invalid-input', { field, message: `${field} ${what}.` });
}
