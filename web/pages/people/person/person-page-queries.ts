import { queryOptions } from '@tanstack/react-query';
import type { ShownUser, UserParts } from '../../../../src/client/client.ts';
import { baton } from '../../../data/baton.ts';

const recentSize = 6;

/** A person with what is around them; the keys are for administrators. */
export type WholePerson = ShownUser & Pick<UserParts, 'book' | 'reports'> & Partial<Pick<UserParts, 'keys'>>;

/** Their book and those above and below as of a moment; the user's own members and the keys are those of now. */
export function wholePersonQuery(
  userId: number,
  { asOf, withKeys }: { asOf?: string | undefined; withKeys: boolean },
) {
  return queryOptions({
    queryKey: [...anyWholePerson(userId), asOf, withKeys],
    queryFn: ({ signal }): Promise<WholePerson> =>
      withKeys
        ? baton.users.show(userId, { asOf, include: ['book', 'reports', 'keys'], signal })
        : baton.users.show(userId, { asOf, include: ['book', 'reports'], signal }),
    placeholderData: keepOf(userId),
  });
}

/** What the keys of all that is known of a person begin with, whatever the moment. */
export function anyWholePerson(userId: number) {
  return ['people', userId, 'whole'] as const;
}

export function recentRequestsQuery(userId: number) {
  return queryOptions({
    queryKey: ['requests', 'by', userId],
    queryFn: ({ signal }) => baton.requests.list({ by: String(userId), limit: recentSize, signal }).first(),
  });
}

/** What another moment showed stays until this one is there; what another person showed does not. */
function keepOf(userId: number) {
  return <Data>(shown: Data | undefined, from: { queryKey: readonly unknown[] } | undefined) =>
    from?.queryKey[1] === userId ? shown : undefined;
}
