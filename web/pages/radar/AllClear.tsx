import { IconCircleCheck } from '@tabler/icons-react';
import { sightOf } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import classes from './AllClear.module.css';

const texts = {
  everybody: 'Somebody answers for every lead, and for everybody. Nothing is left to mend.',
  team: 'Somebody answers for every lead of your team, and for everybody in it. An administrator sees the rest.',
  self: 'Somebody answers for each of your leads, and for you. An administrator sees the rest.',
} as const;

/** What one is glad to see, and of whom it is true. */
export function AllClear() {
  const sight = sightOf(useSession());
  return (
    <div className={classes.clear}>
      <IconCircleCheck size={44} stroke={1.3} aria-hidden />
      <h2 className={classes.title}>All clear</h2>
      <p className={classes.text}>{texts[sight]}</p>
    </div>
  );
}
