import { queryOptions } from '@tanstack/react-query';
import type { OrphanPage } from '../../../src/client/client.ts';
import { baton } from '../../data/baton.ts';
import type { RadarSearch } from './radar-search.ts';

export type Orphan = OrphanPage['items'][number];
export type OrphanPerson = NonNullable<Orphan['user']>;

const largest = 10;
const pageSize = 1_000;

export const radarQuery = queryOptions({
  queryKey: ['radar'],
  queryFn: ({ signal }) => baton.radar({ signal }),
});

/** The largest books, and how leads are spread over all of them. */
export const spreadQuery = queryOptions({
  queryKey: ['books', 'largest'],
  queryFn: ({ signal }) => baton.books({ limit: largest, signal }).first(),
});

/** Everybody of a kind, or those of them who report to one user. */
export function peopleToMendQuery(kind: NonNullable<RadarSearch['mend']>, under: number | undefined) {
  return queryOptions({
    queryKey: ['radar', 'people', kind, under],
    queryFn: async ({ signal }) => {
      const people: OrphanPerson[] = [];
      for await (const { user, manager } of baton.orphans({ kind, limit: pageSize, signal }).items()) {
        if (user && (under === undefined || manager?.userId === under)) people.push(user);
      }
      return people;
    },
  });
}
