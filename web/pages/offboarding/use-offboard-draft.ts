import { getRouteApi } from '@tanstack/react-router';
import { useAddressDraft } from '../../address/use-address-draft.ts';
import { readOffboardDraft, writeOffboardDraft } from './offboard-address-rules.ts';

const offboardRoute = getRouteApi('/shell/people/$userId/offboard');

/** What is chosen, as the address holds it. */
export function useOffboardDraft() {
  const search = offboardRoute.useSearch();
  const navigate = offboardRoute.useNavigate();
  return useAddressDraft({
    search,
    read: readOffboardDraft,
    write: writeOffboardDraft,
    send: (members) =>
      void navigate({
        search: ({ request }) => ({ ...members, ...(request === undefined ? {} : { request }) }),
        replace: true,
        resetScroll: false,
      }),
  });
}
