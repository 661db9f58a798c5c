import type { Numbered } from '../imports/land-rows.ts';
import type { RowProblem } from '../imports/row-reader.ts';
import type { UserEntry } from './import-user-rules.ts';
import type { HolderOfKey } from './import-user-store.ts';

/** Who has which key: users there are, then rows of the file, in the order they claim. */
export class TakenUserKeys {
  /** Values of a column, each with who has it in words. */
  readonly #holders = {
    user_id: new Map<string, string>(),
    email: new Map<string, string>(),
    guid: new Map<string, string>(),
  };

  constructor(users: readonly HolderOfKey[]) {
    for (const { userId, email, guid } of users) {
      const holder = `is taken by user ${userId}`;
      this.#holders.user_id.set(String(userId), holder);
      this.#holders.email.set(email, holder);
      this.#holders.guid.set(guid, holder);
    }
  }

  /** Claims all keys of a row, or none and says which one is taken. */
  claim({ line, entry }: Numbered<UserEntry>): RowProblem | undefined {
    const keys = [
      ['user_id', entry.userId === null ? '' : String(entry.userId)],
      ['email', entry.email.toLowerCase()],
      ['guid', entry.guid ?? ''],
    ] as const;
    for (const [column, value] of keys) {
      const holder = this.#holders[column].get(value);
      if (holder) return { code: 'already-exists', column, reason: `\`${column}\` ${value} ${holder}.` };
    }
    for (const [column, value] of keys) {
      if (value !== '') this.#holders[column].set(value, `is on line ${line} too`);
    }
    return undefined;
  }
}
