import { getRouteApi } from '@tanstack/react-router';
import { RequestPanel } from '../../flow/RequestPanel.tsx';
import { isAdministrator } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { SidePanel } from '../../ui/panels/SidePanel.tsx';
import { ManagerForm } from './ManagerForm.tsx';
import { type RadarSearch, readRadarSearch } from './radar-search.ts';

const radarRoute = getRouteApi('/shell/radar');

/** Beside what was found: who is to be whose manager, then the request that makes it so. */
export function MendPanel() {
  const search = radarRoute.useSearch();
  const { mend, under, request } = search;
  const navigate = radarRoute.useNavigate();
  const session = useSession();
  const change = (
    members: { [Name in keyof RadarSearch]?: RadarSearch[Name] | undefined },
    isTyped = false,
  ) =>
    void navigate({
      search: (now) => readRadarSearch({ ...now, ...members }),
      replace: isTyped,
      resetScroll: false,
    });
  const close = () => void navigate({ search: {}, resetScroll: false });
  if (request !== undefined) {
    return (
      <RequestPanel
        requestId={request}
        about="managers"
        onClose={close}
        onFollow={(other) => change({ request: other })}
        onDiscard={() => change({ request: undefined }, true)}
      />
    );
  }
  if (!isAdministrator(session)) return null;
  return (
    <SidePanel title="Give them a manager" onClose={close}>
      {mend && (
        <ManagerForm
          key={`${mend} ${under}`}
          kind={mend}
          under={under}
          search={search}
          onDraft={(members) => change(members, true)}
          onPlanned={(planned) => change({ request: planned })}
        />
      )}
    </SidePanel>
  );
}
