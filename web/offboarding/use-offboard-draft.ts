import { useNavigate } from '@tanstack/react-router';
import { useAddressDraft } from '../app/use-address-draft.ts';
import { readOffboardDraft, writeOffboardDraft } from './offboard-address-rules.ts';
import { offboardRoute } from './offboarding-routes.ts';

/** What is chosen, as the address holds it. */
export function useOffboardDraft() {
  const search = offboardRoute.useSearch();
  const navigate = useNavigate({ from: offboardRoute.fullPath });
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
