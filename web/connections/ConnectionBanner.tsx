import classes from './ConnectionBanner.module.css';
import { useIsOnline } from './use-is-online.ts';

/** Says that the server cannot be reached; goes away by itself. */
export function ConnectionBanner() {
  const isOnline = useIsOnline();
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
