import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { Guard } from './Guard.tsx';
import { leaverQuery } from './leaver-query.ts';
import { OffboardChoices } from './OffboardChoices.tsx';
import { OffboardRequest } from './OffboardRequest.tsx';
import { readOffboardDraft } from './offboard-address-rules.ts';
import { findGuard } from './offboard-rules.ts';
import { readOffboardSearch } from './offboard-search.ts';

const offboardRoute = getRouteApi('/shell/people/$userId/offboard');

/** Somebody leaves: what they hold, who receives it, the preview, the run, and what is left afterwards. */
export function OffboardPage() {
  const { userId } = offboardRoute.useParams();
  const { request, also } = offboardRoute.useSearch();
  const others = readOffboardDraft({ also }).also.length;
  const navigate = offboardRoute.useNavigate();
  const { data: leaver } = useSuspenseQuery(leaverQuery(userId));
  const guard = findGuard(useSession(), leaver);
  const follow = (requestId: number) =>
    void navigate({ search: (now) => readOffboardSearch({ ...now, request: requestId }) });
  const startOver = () =>
    void navigate({ search: (now) => readOffboardSearch({ ...now, request: undefined }) });
  return (
    <Page
      title={`Offboard ${leaver.name}${others > 0 ? ` and ${others} more` : ''}`}
      note={
        <AnchorLink to={paths.person} params={{ userId }}>
          {leaver.agentRole}
          {leaver.isActive ? '' : ', account ended'}
        </AnchorLink>
      }
    >
      {request !== undefined && (
        <OffboardRequest
          key={request}
          requestId={request}
          leaver={leaver}
          onFollow={follow}
          onStartOver={startOver}
        />
      )}
      {request === undefined && guard !== undefined && <Guard text={guard} />}
      {request === undefined && guard === undefined && (
        <OffboardChoices key={leaver.userId} leaver={leaver} onPlanned={follow} />
      )}
    </Page>
  );
}
