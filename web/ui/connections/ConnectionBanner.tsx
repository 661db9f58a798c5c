import { useSyncExternalStore } from 'react';
import { useIsOnline } from '../../data/use-is-online.ts';
import { listenToWaiting, readWaiting, tryAgain } from '../../data/waiting.ts';
import classes from './ConnectionBanner.module.css';

/**
 * Says that the server cannot be reached, or takes long to answer; goes away by itself. It stands below every page, also where
 * there is none yet, for nobody knows who is signed in.
 */
export function ConnectionBanner() {
  const isOnline = useIsOnline();
  const waiting = useSyncExternalStore(listenToWaiting, readWaiting);
  return (
    <div role="status" aria-live="polite">
      {!isOnline && (
        <p className={classes.banner}>
          No connection to Baton. What you see may be out of date. It mends itself once the server answers.
        </p>
      )}
      {isOnline && waiting !== 'no' && (
        <p className={classes.banner}>
          Baton takes long to answer. Still waiting; what you typed is kept.{' '}
          {waiting === 'may repeat' && (
            <button type="button" className={classes.again} onClick={tryAgain}>
              Try again
            </button>
          )}
        </p>
      )}
    </div>
  );
}
