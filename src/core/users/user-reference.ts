import { Refusal } from '../../contract/refusal.ts';
import { foldEmail } from '../../contract/rules/email-rules.ts';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Sight } from '../../contract/rules/sight-rules.ts';
import { isWithin, type Reach, sightOfReach } from '../access/access-rules.ts';
import type { UserForChange } from './user-store.ts';

/** How a caller names a user: by id, by e-mail in any spelling, by GUID in any letter case, or by several of them. */
export interface UserReference {
  userId?: number | undefined;
  email?: string | undefined;
  guid?: string | undefined;
}

/** The ids, e-mails and GUIDs by which references name users, each once. */
export function namesOf(references: Iterable<UserReference>): {
  userIds: number[];
  emailKeys: string[];
  guids: string[];
} {
  const userIds = new Set<number>();
  const emailKeys = new Set<string>();
  const guids = new Set<string>();
  for (const { userId, email, guid } of references) {
    if (userId !== undefined) userIds.add(userId);
    if (email !== undefined) emailKeys.add(foldEmail(email));
    if (guid !== undefined) guids.add(guid.toLowerCase());
  }
  return { userIds: [...userIds], emailKeys: [...emailKeys], guids: [...guids] };
}

/** `is not active`, or why they count as if they were not. */
export function tellInactive({ leavingBy }: Pick<UserForChange, 'leavingBy'>): string {
  return leavingBy === null ? 'is not active' : `is leaving just now by request ${leavingBy}`;
}

/** Finds users among those that a change loaded. */
export class UserDirectory {
  readonly #byId = new Map<number, UserForChange>();
  readonly #byEmail = new Map<string, UserForChange>();
  readonly #byGuid = new Map<string, UserForChange>();

  constructor(users: Iterable<UserForChange> = []) {
    this.add(users);
  }

  add(users: Iterable<UserForChange>): void {
    for (const user of users) {
      this.#byId.set(user.userId, user);
      if (user.emailKey !== null) this.#byEmail.set(user.emailKey, user);
      this.#byGuid.set(user.guid, user);
    }
  }

  /** The active user that a reference names. Refuses unknown and inactive users, and an id and e-mail of two. */
  getActive(reference: UserReference, field: string, reach: Reach = 'everyone'): UserForChange {
    const user = this.get(reference, field, reach);
    if (!user.isActive) {
      throw new Refusal('user-inactive', {
        field,
        message: `${this.describe(user.userId)} ${tellInactive(user)}. Name an active user.`,
      });
    }
    return user;
  }

  /** 0 where the reference names nobody known, or two at once. */
  findId(reference: UserReference): number {
    const [user, ...others] = this.#list(reference);
    return user && others.every((each) => each === user) ? user.userId : 0;
  }

  /** By which two references are known to name one user; of nobody in reach, whatever they were named by. */
  keyOf(reference: UserReference, reach: Reach = 'everyone'): number | string {
    const [user, ...others] = this.#list(reference).map((each) => seen(each, reach));
    if (user && others.every((each) => each === user)) return user.userId;
    return JSON.stringify(namesOf([reference]));
  }

  /** As `describe`, of whoever a reference names. */
  describeNamed(reference: UserReference, reach: Reach = 'everyone'): string {
    const key = this.keyOf(reference, reach);
    return typeof key === 'number' ? this.describe(key) : `User ${describeReference(reference)}`;
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

  #has(reference: UserReference): boolean {
    return !this.#list(reference).includes(undefined);
  }

  /** By each of its names the user it names, if any. */
  #list({ userId, email, guid }: UserReference): (UserForChange | undefined)[] {
    return [
      ...(userId === undefined ? [] : [this.#byId.get(userId)]),
      ...(email === undefined ? [] : [this.#byEmail.get(foldEmail(email))]),
      ...(guid === undefined ? [] : [this.#byGuid.get(guid.toLowerCase())]),
    ];
  }

  /** Whether a distribution may give them leads now. */
  takesLeads(userId: number): boolean {
    const { isActive, isAvailable } = this.#byId.get(userId) ?? { isActive: false, isAvailable: false };
    return isActive && isAvailable;
  }

  isActive(userId: number): boolean {
    return this.#byId.get(userId)?.isActive ?? false;
  }

  /**
   * The user that a reference names, active or not. Refuses unknown users, and an id and e-mail of two; whoever is
   * out of reach is unknown.
   */
  get(
    reference: UserReference,
    field: string,
    reach: Reach = 'everyone',
    sight: Sight = sightOfReach(reach),
  ): UserForChange {
    const named = this.#list(reference).map((each) => seen(each, reach));
    const [user] = named;
    if (!user || named.includes(undefined)) {
      throw notFound('user', describeReference(reference), { sight, field });
    }
    if (named.some((each) => each !== user)) {
      throw new Refusal('user-mismatch', {
        field,
        message: `User id ${reference.userId} and e-mail ${reference.email} name different users. Name one of them.`,
      });
    }
    return user;
  }
}

function seen(user: UserForChange | undefined, reach: Reach): UserForChange | undefined {
  return user && isWithin(reach, user.userId) ? user : undefined;
}

/** By the names that a caller wrote: `126 (ana@example.com)`. */
export function describeReference({ userId, email, guid }: UserReference): string {
  const [first, ...others] = [userId, email, guid].filter((name) => name !== undefined);
  return others.length === 0 ? `${first}` : `${first} (${others.join(', ')})`;
}
