import { paths } from '../address/paths.ts';
import { isAdministrator } from '../sessions/access-rules.ts';
import { useSession } from '../sessions/session-queries.ts';
import { AnchorLink } from '../ui/links/AnchorLink.tsx';

interface RequestNumberProps {
  requestId: number;
  /** Null: the operator. */
  requestedBy: { isInSight: boolean } | null;
}

/** Leads to the request where whoever is signed in may open it: they see who asked for it. */
export function RequestNumber({ requestId, requestedBy }: RequestNumberProps) {
  const isSeen = isAdministrator(useSession()) || requestedBy?.isInSight === true;
  if (!isSeen) return requestId;
  return (
    <AnchorLink to={paths.request} params={{ requestId }}>
      {requestId}
    </AnchorLink>
  );
}
