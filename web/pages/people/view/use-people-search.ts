import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { paths } from '../../../address/paths.ts';
import { filtersOf, type PeopleSearch, readPeopleSearch } from './people-search.ts';

const peopleRoute = getRouteApi('/shell/people');

type Members = { [Name in keyof PeopleSearch]?: unknown };

/**
 * What the address says, and how to change it: `change` is a step that Back takes back, `amend` is none, for what is
 * typed or staged.
 */
export function usePeopleSearch() {
  const search = peopleRoute.useSearch();
  const navigate = peopleRoute.useNavigate();
  const router = useRouter();
  const ways = useMemo(() => {
    const go = (members: Members, how: { replace?: boolean; resetScroll?: boolean }) => {
      const isLeaving = router.latestLocation.pathname.replace(/\/$/, '') !== paths.people;
      if (isLeaving) return; // a search that was typed just before must not call anybody back
      void navigate({ search: (now) => readPeopleSearch({ ...now, ...members }), ...how });
    };
    return {
      change: (members: Members) => go(members, {}),
      amend: (members: Members) => go(members, { replace: true, resetScroll: false }),
    };
  }, [navigate, router]);
  return { search, filters: filtersOf(search), ...ways };
}
