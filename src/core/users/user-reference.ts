import { Refusal } from '../../contract/refusal.ts';
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
  getActive(reference: UserReference, field: string): UserForChange {
    const user = this.get(reference, field);
    if (!user.isActive) {
      throw new Refusal('user-inactive', {
        field,
        message: `User ${describe(reference)} is not active, so nothing was changed. Name an active user.`,
      });
    }
    return user;
  }

  find(userId: number): UserForChange | undefined {
    return this.#byId.get(userId);
  }

  /** Those of these references that were not loaded yet. */
  without(references: readonly UserReference[]): UserReference[] {
    return references.filter(
      ({ userId, email }) =>
        (userId !== undefined && !this.#byId.has(userId)) ||
        (email !== undefined && !this.#byEmail.has(email.toLowerCase())),
    );
  }

  isActive(userId: number): boolean {
    return this.#byId.get(userId)?.isActive ?? false;
  }

  /** The user that a reference names, active or not. Refuses unknown users, and an id and e-mail of two. */
  get(reference: UserReference, field: string): UserForChange {
    const { userId, email } = reference;
    const byId = userId === undefined ? undefined : this.#byId.get(userId);
    const byEmail = email === undefined ? undefined : this.#byEmail.get(email.toLowerCase());
    const user = byId ?? byEmail;
    if (!user || (userId !== undefined && !byId) || (email !== undefined && !byEmail)) {
      throw new Refusal('user-not-found', {
        field,
        message: `There is no user ${describe(reference)} in this organisation, so nothing was changed.`,
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

function describe({ userId, email }: UserReference): string {
  return userId === undefined ? `${email}` : email === undefined ? `${userId}` : `${userId} (${email})`;
}
