import { getRouteApi, useRouter } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { omitUndefined } from '../../address/read-search.ts';
import { type LeadFilters, readLeadFilters } from '../../leads/lead-filters.ts';
import { readLeadsSearch } from './leads-search.ts';

const leadsRoute = getRouteApi('/shell/leads');

type Change<Members> = { [Name in keyof Members]?: unknown };

/**
 * What the address says, and how to change it: `change` is a step that Back takes back, `amend` is none, for what is
 * typed or ticked. Other filters find other leads, so ticks end with them.
 */
export function useLeadsSearch() {
  const search = leadsRoute.useSearch();
  const navigate = leadsRoute.useNavigate();
  const router = useRouter();
  const filters = readLeadFilters({ ...search });
  const go = (members: Change<typeof search>, how: { replace?: boolean; resetScroll?: boolean }) => {
    const isLeaving = router.latestLocation.pathname.replace(/\/$/, '') !== paths.leads;
    if (isLeaving) return; // a search that was typed just before must not call anybody back
    void navigate({ search: (now) => readLeadsSearch({ ...now, ...members }), ...how });
  };
  const change = (members: Change<typeof search>) => go(members, {});
  const amend = (members: Change<typeof search>) => go(members, { replace: true, resetScroll: false });
  const filter = (members: Change<LeadFilters>, isTyped = false) =>
    go({ ...members, ticked: undefined, unticked: undefined }, { replace: isTyped });
  const clear = () =>
    void navigate({
      search: omitUndefined({ sort: search.sort, without: search.without, also: search.also }),
    });
  const reset = () => void navigate({ search: {} });
  return { search, filters, change, amend, filter, clear, reset };
}
