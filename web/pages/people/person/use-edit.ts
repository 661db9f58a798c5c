import { getRouteApi } from '@tanstack/react-router';
import { tellChange } from '../facts/told-change.ts';
import { readPersonSearch } from './person-search.ts';

const personRoute = getRouteApi('/shell/people/$userId');

/** Whether the facts are edited, as the address says, and the ways in and out. */
export function useEdit() {
  const { edit } = personRoute.useSearch();
  const navigate = personRoute.useNavigate();
  const go = (search: Record<string, unknown>, how: object) =>
    void navigate({ search: readPersonSearch(search), resetScroll: false, ...how });
  return {
    isOpen: edit === 'facts',
    open: () => go({ edit: 'facts' }, {}),
    close: () => go({}, { replace: true }),
    /** By a request; null: there was nothing to do. */
    end: (requestId: number | null) =>
      go({}, { replace: true, state: tellChange({ requestId, isNew: false }) }),
  };
}
