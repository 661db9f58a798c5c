import { useNavigate } from '@tanstack/react-router';
import { SidePanel } from '../panels/SidePanel.tsx';
import { RequestFlow } from '../plans/RequestFlow.tsx';
import { isAdministrator } from '../sessions/access-rules.ts';
import { useSession } from '../sessions/session-queries.ts';
import { ManagerForm } from './ManagerForm.tsx';
import { radarRoute } from './radar-routes.ts';
import { type RadarSearch, readRadarSearch } from './radar-search.ts';

/** Beside what was found: who is to be whose manager, then the request that makes it so. */
export function MendPanel() {
  const { mend, under, request } = radarRoute.useSearch();
  const navigate = useNavigate({ from: radarRoute.fullPath });
  const session = useSession();
  const show = (search: RadarSearch) =>
    void navigate({ search: readRadarSearch({ ...search }), replace: true, resetScroll: false });
  const again = { ...(mend && { mend }), ...(under && { under }) };
  if (request === undefined && !isAdministrator(session)) return null;
  return (
    <SidePanel title="Give them a manager" onClose={() => show({})}>
      {request !== undefined && (
        <RequestFlow
          key={request}
          requestId={request}
          onFollow={(other) => show({ ...again, request: other })}
          onDiscard={() => show(again)}
        />
      )}
      {request === undefined && mend && (
        <ManagerForm
          key={`${mend} ${under}`}
          kind={mend}
          under={under}
          onPlanned={(planned) => show({ ...again, request: planned })}
        />
      )}
    </SidePanel>
  );
}
