import { IconCircleCheck } from '@tabler/icons-react';
import classes from './AllClear.module.css';

/** What one is glad to see. */
export function AllClear() {
  return (
    <div className={classes.clear}>
      <IconCircleCheck size={44} stroke={1.3} aria-hidden />
      <h2 className={classes.title}>All clear</h2>
      <p className={classes.text}>
        Somebody answers for every lead, and for everybody. Nothing is left to mend.
      </p>
    </div>
  );
}
