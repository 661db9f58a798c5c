import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { peopleRoute } from './people-routes.ts';
import { filtersOf, type PeopleSearch, readPeopleSearch } from './people-search.ts';

export type ChangePeopleSearch = (
  members: { [Name in keyof PeopleSearch]?: unknown },
  resetScroll?: boolean,
) => void;

/** What the address says, and how to change it. */
export function usePeopleSearch() {
  const search = peopleRoute.useSearch();
  const navigate = useNavigate({ from: peopleRoute.fullPath });
  const router = useRouter();
  const change: ChangePeopleSearch = useCallback(
    (members, resetScroll = true) => {
      const isLeaving = router.latestLocation.pathname.replace(/\/$/, '') !== peopleRoute.fullPath;
      if (isLeaving) return; // a search that was typed just before must not call anybody back
      void navigate({
        search: (now) => readPeopleSearch({ ...now, ...members }),
        replace: true,
        resetScroll,
      });
    },
    [navigate, router],
  );
  return { search, filters: filtersOf(search), change };
}
