import type { ShownBook } from '../contract/v1/books.ts';
import type { Inventory } from '../contract/v1/offboarding.ts';
import type { ReportPage, ReportsQuery, ShownUser, UserPage, UsersQuery } from '../contract/v1/users.ts';
import type { Caller, CallOptions, Loose } from './caller.ts';
import type { AsOfOptions } from './leads.ts';
import { openPages } from './pages.ts';

/** A user's id, or their GUID. */
export type UserId = number | string;

/** `client.users`. */
export function openUsers(caller: Caller) {
  return {
    /** Lists users in the order of their ids. */
    list: ({ signal, ...query }: CallOptions & Loose<UsersQuery> = {}) =>
      openPages<UserPage>(caller, { path: 'api/v1/users', query, signal }),

    show: (id: UserId, { signal, ...query }: AsOfOptions = {}): Promise<ShownUser> =>
      caller.ask({ path: pathOf(id), query, signal }),

    /** Lists everyone below a user, the nearest first. */
    reports: (id: UserId, { signal, ...query }: CallOptions & Loose<ReportsQuery> = {}) =>
      openPages<ReportPage>(caller, { path: `${pathOf(id)}/reports`, query, signal }),

    /** Counts the leads on which a user stands, by agent role and standing. */
    book: (id: UserId, { signal, ...query }: AsOfOptions = {}): Promise<ShownBook> =>
      caller.ask({ path: `${pathOf(id)}/book`, query, signal }),

    /** Shows what a user would leave behind. */
    inventory: (id: UserId, { signal }: CallOptions = {}): Promise<Inventory> =>
      caller.ask({ path: `${pathOf(id)}/inventory`, signal }),
  };
}

function pathOf(id: UserId): string {
  return `api/v1/users/${encodeURIComponent(id)}`;
}
