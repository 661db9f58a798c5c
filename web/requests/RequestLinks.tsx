import { paths } from '../address/paths.ts';
import { AnchorLink } from '../ui/links/AnchorLink.tsx';

/** Other requests by their ids, in a sentence. */
export function RequestLinks({ ids }: { ids: readonly number[] }) {
  return ids.map((requestId, place) => (
    <span key={requestId}>
      {place > 0 && ', '}
      <AnchorLink to={paths.request} params={{ requestId }}>
        {requestId}
      </AnchorLink>
    </span>
  ));
}
