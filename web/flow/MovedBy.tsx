import type { RequestSummary } from '../../src/client/client.ts';
import { paths } from '../address/paths.ts';
import { AskedBy } from '../people/AskedBy.tsx';
import { AnchorLink } from '../ui/links/AnchorLink.tsx';
import { Moment } from '../ui/moments/Moment.tsx';
import classes from './MovedMeanwhile.module.css';

interface MovedByProps {
  requestId: number;
  /** Undefined while it is on its way, and where it is out of sight. */
  cause: Pick<RequestSummary, 'requestedBy' | 'keyMadeBy' | 'reason'> | undefined;
  at: string | undefined;
}

/** Who was faster, when, why, and by which request. */
export function MovedBy({ requestId, cause, at }: MovedByProps) {
  return (
    <span className={classes.by}>
      {cause && (
        <>
          by <AskedBy {...cause} />,{' '}
        </>
      )}
      {at && (
        <>
          <Moment at={at} />,{' '}
        </>
      )}
      request{' '}
      <AnchorLink to={paths.request} params={{ requestId }}>
        {requestId}
      </AnchorLink>
      {cause?.reason && ` “${cause.reason}”`}
    </span>
  );
}
