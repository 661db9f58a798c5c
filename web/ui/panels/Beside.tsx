import { type ReactNode, Suspense } from 'react';
import classes from './Beside.module.css';

/** A table and, where one is open, the panel at its side. */
export function Beside({ panel, children }: { panel: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.both}>
      <div className={classes.main}>{children}</div>
      <Suspense>{panel}</Suspense>
    </div>
  );
}
