import type { ShownBook } from '../contract/v1/books.ts';
import type {
  ChangedUser,
  FactHistoryPage,
  NewUserBody,
  PutUserBody,
  UserChange,
} from '../contract/v1/facts.ts';
import type { CreatedKey, KeyPage, NewKeyTerms } from '../contract/v1/keys.ts';
import type { Inventory } from '../contract/v1/offboarding.ts';
import type { EndedSessions, PasswordAgainBody, SignInLink } from '../contract/v1/sessions.ts';
import type { UserPart, UserParts } from '../contract/v1/user-parts.ts';
import type { ReportPage, ReportsQuery, ShownUser, UserPage, UsersQuery } from '../contract/v1/users.ts';
import type { Caller, CallOptions, Loose } from './caller.ts';
import { makeIdempotencyKey } from './idempotency-key.ts';
import type { AsOfOptions } from './leads.ts';
import { openPages, type PageQuery } from './pages.ts';
import type { ChangeOptions, MakeOptions } from './requests.ts';

/** A user's id, or their GUID. */
export type UserId = number | string;

/** `client.users`. */
export function openUsers(caller: Caller) {
  return {
    ...openUserFacts(caller),

    /** Lists users in the order of their ids. */
    list: ({ signal, ...query }: CallOptions & Loose<UsersQuery> = {}) =>
      openPages<UserPage>(caller, { path: 'api/v1/users', query, signal }),

    /** Shows a user; `include` brings their book, their direct reports or their keys along. */
    show: <Part extends UserPart = never>(
      id: UserId,
      { signal, include, ...query }: AsOfOptions & { include?: readonly Part[] } = {},
    ): Promise<ShownUser & Pick<UserParts, Part>> =>
      caller.ask({ path: pathOf(id), query: { ...query, include: include?.join() }, signal }),

    /** Lists everyone below a user, the nearest first. */
    reports: (id: UserId, { signal, ...query }: CallOptions & Loose<ReportsQuery> = {}) =>
      openPages<ReportPage>(caller, { path: `${pathOf(id)}/reports`, query, signal }),

    /** Counts the leads on which a user stands, by agent role and standing. */
    book: (id: UserId, { signal, ...query }: AsOfOptions = {}): Promise<ShownBook> =>
      caller.ask({ path: `${pathOf(id)}/book`, query, signal }),

    /** Shows what a user would leave behind. */
    inventory: (id: UserId, { signal }: CallOptions = {}): Promise<Inventory> =>
      caller.ask({ path: `${pathOf(id)}/inventory`, signal }),

    /** Says whether a user takes new leads from a distribution. */
    setAvailability: (id: UserId, isAvailable: boolean, { signal }: CallOptions = {}): Promise<ShownUser> =>
      caller.ask({ method: 'PUT', path: `${pathOf(id)}/availability`, json: { isAvailable }, signal }),

    /** Says whether a user reports to nobody on purpose. */
    setHead: (id: UserId, isHead: boolean, { signal }: CallOptions = {}): Promise<ShownUser> =>
      caller.ask({ method: 'PUT', path: `${pathOf(id)}/head`, json: { isHead }, signal }),

    /** Lists a user's access keys, the newest first. */
    keys: (id: UserId, { signal, ...query }: CallOptions & PageQuery = {}) =>
      openPages<KeyPage>(caller, { path: `${pathOf(id)}/keys`, query, signal }),

    /**
     * Makes a key pair. The secret is in this answer and nowhere else: with an `idempotencyKey` that came before it is
     * refused, and told which key that made.
     */
    createKey: (
      id: UserId,
      { signal, idempotencyKey, ...json }: MakeOptions & Loose<NewKeyTerms> = {},
    ): Promise<CreatedKey> =>
      caller.ask({ method: 'POST', path: `${pathOf(id)}/keys`, json, idempotencyKey, signal }),

    /** Ends every session of a user; their keys and their password stay. */
    endSessions: (id: UserId, { signal }: CallOptions = {}): Promise<EndedSessions> =>
      caller.ask({ method: 'DELETE', path: `${pathOf(id)}/sessions`, signal }),

    /** Removes the second factor of a user who lost it, and ends their sessions. */
    removeSecondFactor: async (
      id: UserId,
      { signal, ...json }: CallOptions & Loose<PasswordAgainBody> = {},
    ): Promise<void> => {
      await caller.send({ method: 'DELETE', path: `${pathOf(id)}/second-factor`, json, signal });
    },

    /** Makes a link by which the user sets a password and signs in: an invitation, or after a lost password. */
    createSignInLink: (
      id: UserId,
      { signal, idempotencyKey, ...json }: MakeOptions & Loose<PasswordAgainBody> = {},
    ): Promise<SignInLink> =>
      caller.ask({ method: 'POST', path: `${pathOf(id)}/sign-in-link`, json, idempotencyKey, signal }),
  };
}

/** What makes a user, or changes what is known of one. */
function openUserFacts(caller: Caller) {
  return {
    /** Lists what became known of a user, the newest first. */
    facts: (id: UserId, { signal, ...query }: CallOptions & PageQuery = {}) =>
      openPages<FactHistoryPage>(caller, { path: `${pathOf(id)}/facts`, query, signal }),

    /** Makes a user: somebody who is new. */
    create: ({
      signal,
      idempotencyKey = makeIdempotencyKey(),
      ...json
    }: MakeOptions & NewUserBody): Promise<ChangedUser> =>
      caller.ask({ method: 'POST', path: 'api/v1/users', json, idempotencyKey, signal }),

    /**
     * Changes what is known of a user, and whom they report to; what is left out stays. With `ifMatch`, the `version` of
     * the user as shown, only where nobody changed them meanwhile.
     */
    change: (
      id: UserId,
      { signal, idempotencyKey = makeIdempotencyKey(), ifMatch, ...json }: ChangeOptions & Loose<UserChange>,
    ): Promise<ChangedUser> =>
      caller.ask({
        method: 'PATCH',
        path: pathOf(id),
        json,
        idempotencyKey,
        ifMatch,
        signal,
      }),

    /** Shows the user who has a key in another system. */
    showByKey: (system: string, key: string, { signal }: CallOptions = {}): Promise<ShownUser> =>
      caller.ask({ path: pathByKey(system, key), signal }),

    /** Changes the user who has a key in another system, or brings somebody new with it: what is left out stays. */
    putByKey: (
      system: string,
      key: string,
      { signal, idempotencyKey = makeIdempotencyKey(), ifMatch, ...json }: ChangeOptions & Loose<PutUserBody>,
    ): Promise<ChangedUser> =>
      caller.ask({
        method: 'PUT',
        path: pathByKey(system, key),
        json,
        idempotencyKey,
        ifMatch,
        signal,
      }),
  };
}

function pathOf(id: UserId): string {
  return `api/v1/users/${encodeURIComponent(id)}`;
}

function pathByKey(system: string, key: string): string {
  return `api/v1/users/by-key/${encodeURIComponent(system)}/${encodeURIComponent(key)}`;
}
