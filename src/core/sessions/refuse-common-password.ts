import { Refusal } from '../../contract/refusal.ts';
import { isCommon } from './common-password-rules.ts';

/** Refuses what guessers try first. The list is read where a password is first set: few servers do that in a day. */
export async function refuseCommonPassword(password: string, field: string): Promise<void> {
  if (!isCommon(password, await readCommon())) return;
  throw new Refusal('invalid-input', {
    field,
    message: `${field} is a common password, or one with a few characters added or replaced. Choose another: a sentence of your own is good.`,
  });
}

let common: Promise<ReadonlySet<string>> | undefined;

function readCommon(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return common;
}
