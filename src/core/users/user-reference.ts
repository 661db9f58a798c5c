import { Refusal } from '../../contract/refusal.ts';
import { isWithin, type Reach } from '../access/access-rules.ts';
import type { UserForChange } from './user-store.ts';

/** How a caller names a user: by id, by e-mail in any letter case, or by both. */
export interface UserReference {
  userId?: number | undefined;
  email?: string | undefined;
}

/** The ids and e-mails by which references name users, each once. */
export function namesOf(references: Iterable<UserReference>): { userIds: number[]; emails: string[] } {
  const userIds = new Set<number>();
  const emails = new Set<string>();
  for (const { userId, email } of references) {
    if (userId !== undefined) userIds.add(userId);
    if (email !== undefined) emails.add(email.toLowerCase());
  }
  return { userIds: [...userIds], emails: [...emails] };
}

/** Finds users among those that a change loaded. */
export class UserDirectory {
  readonly #byId = new Map<number, UserForChange>();
  readonly #byEmail = new Map<string, UserForChange>();

  constructor(users: Iterable<UserForChange> = []) {
    this.add(users);
  }

  add(users: Iterable<UserForChange>): void {
    for (const user of users) {
      this.#byId.set(user.userId, user);
      this.#byEmail.set(user.email.toLowerCase(), user);
    }
  }

  /** The active user that a reference names. Refuses unknown and inactive users, and an id and e-mail of two. */
  getActive(reference: UserReference, field: string, reach: Reach = 'everyone'): UserForChange {
    const user = this.get(reference, field, reach);
    if (!user.isActive) {
      throw new Refusal('user-inactive', {
        field,
        message: `${this.describe(user.userId)} is not active, so nothing was changed. Name an active user.`,
      });
    }
    return user;
  }

  find(userId: number): UserForChange | undefined {
    return this.#byId.get(userId);
  }

  /** `Ana Lima (user 126)`, to begin a sentence; only the id of a user who was not loaded. */
  describe(userId: number): string {
    const user = this.#byId.get(userId);
    return user ? `${user.name} (user ${userId})` : `User ${userId}`;
  }

  listIds(): Iterable<number> {
    return this.#byId.keys();
  }

  /** Those of these references that were not loaded yet. */
  without(references: Iterable<UserReference>): UserReference[] {
    const missing: UserReference[] = [];
    for (const reference of references) if (!this.#has(reference)) missing.push(reference);
    return missing;
  }

  #has({ userId, email }: UserReference): boolean {
    return (
      (userId === undefined || this.#byId.has(userId)) &&
      (email === undefined || this.#byEmail.has(email.toLowerCase()))
    );
  }

  isActive(userId: number): boolean {
    return this.#byId.get(userId)?.isActive ?? false;
  }

  /**
   * The user that a reference names, active or not. Refuses unknown users, and an id and e-mail of two; whoever is
   * out of reach is unknown.
   */
  get(reference: UserReference, field: string, reach: Reach = 'everyone'): UserForChange {
    const { userId, email } = reference;
    const byId = userId === undefined ? undefined : seen(this.#byId.get(userId), reach);
    const byEmail = email === undefined ? undefined : seen(this.#byEmail.get(email.toLowerCase()), reach);
    const user = byId ?? byEmail;
    if (!user || (userId !== undefined && !byId) || (email !== undefined && !byEmail)) {
      const where = reach === 'everyone' ? 'this organisation' : 'your team';
      throw new Refusal('user-not-found', {
        field,
        message: `There is no user ${describe(reference)} in ${where}, so nothing was changed.`,
      });
    }
    if (byId && byEmail && byId !== byEmail) {
      throw new Refusal('user-mismatch', {
        field,
        message: `User id ${userId} and e-mail ${email} name different users, so nothing was changed.`,
      });
    }
    return user;
  }
}

function seen(user: UserForChange | undefined, reach: Reach): UserForChange | undefined {
  return user && isWithin(reach, user.userId) ? user : undefined;
}

function describe({ userId, email }: UserReference): string {
  return userId === undefined ? `${email}` : email === undefined ? `${userId}` : `${userId} (${email})`;
}
