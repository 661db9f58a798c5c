import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import classes from './ConnectionBanner.module.css';

/** Says that the server cannot be reached; goes away by itself. */
export function ConnectionBanner() {
  const isOnline = useSyncExternalStore(
    (onChange) => onlineManager.subscribe(onChange),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status" aria-live="polite">
      {isOnline ? null : (
        <p className={classes.banner}>
          No connection to Baton. What you see may be out of date. It mends itself once the server answers.
        </p>
      )}
    </div>
  );
}
