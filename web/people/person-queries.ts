import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { baton } from '../data/baton.ts';
import { findPerson } from './find-person.ts';

const choices = 20;

/** As a name needs them; null: nobody in sight. */
export function personQuery(userId: number) {
  return queryOptions({
    queryKey: ['people', userId],
    queryFn: () => findPerson(userId),
    staleTime: 60_000,
  });
}

/** The first few people whose name or e-mail holds the text. */
export function peopleLikeQuery(q: string, { isActive }: { isActive: true | undefined }) {
  return queryOptions({
    queryKey: ['people', 'like', q, isActive],
    queryFn: ({ signal }) =>
      baton.users.list({ q: q || undefined, isActive, limit: choices, signal }).first(),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}
