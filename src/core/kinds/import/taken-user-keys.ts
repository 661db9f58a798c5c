import { foldEmail, foldEmailLikeness } from '../../../contract/rules/email-rules.ts';
import type { ValueProblem } from '../../csv/row-reader.ts';
import type { HolderOfKey } from '../../users/holders-of-keys.ts';
import type { UserEntry } from './import-user-rules.ts';
import type { Numbered } from './land-rows.ts';

/** Who has which key: users there are, then rows of the file, in the order they claim. */
export class TakenUserKeys {
  /** Values of a column, each with who has it in words. */
  readonly #holders = {
    user_id: new Map<string, string>(),
    email: new Map<string, string>(),
    guid: new Map<string, string>(),
  };
  /** Of each address, by what an eye reads, whose it is. */
  readonly #alike = new Map<string, string>();

  constructor(users: readonly HolderOfKey[]) {
    for (const { userId, emailKey, emailLikeness, guid } of users) {
      const holder = `is taken by user ${userId}`;
      this.#holders.user_id.set(String(userId), holder);
      if (emailKey !== null) this.#holders.email.set(emailKey, holder);
      this.#alike.set(emailLikeness, `the one of user ${userId}`);
      this.#holders.guid.set(guid, holder);
    }
  }

  /** Claims all keys of a row, or none and says which one is taken. */
  claim({ line, entry }: Numbered<UserEntry>): ValueProblem | undefined {
    const keys = [
      ['user_id', entry.userId === null ? '' : String(entry.userId), entry.userId],
      ['email', foldEmail(entry.email), entry.email],
      ['guid', entry.guid ?? '', entry.guid],
    ] as const;
    for (const [column, value, written] of keys) {
      const holder = this.#holders[column].get(value);
      if (holder) return { code: 'already-exists', column, reason: `\`${column}\` ${written} ${holder}.` };
    }
    const likeness = foldEmailLikeness(entry.email);
    const twin = this.#alike.get(likeness);
    if (twin) return readsLike(entry.email, twin);
    this.#alike.set(likeness, `the one on line ${line}`);
    for (const [column, value] of keys) {
      if (value !== '') this.#holders[column].set(value, `is on line ${line} too`);
    }
    return undefined;
  }
}

function readsLike(email: string, twin: string): ValueProblem {
  return {
    code: 'already-exists',
    column: 'email',
    reason: `\`email\` ${email} reads like ${twin} and is written with other letters; nobody could tell the two apart.`,
  };
}
