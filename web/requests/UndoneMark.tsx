import type { RequestSummary } from '../../src/client/client.ts';
import { wordUndone } from '../../src/contract/rules/undone-rules.ts';
import classes from './UndoneMark.module.css';

/** Says of a request that what it did no longer stands; nothing where it does. */
export function UndoneMark({ undone }: Pick<RequestSummary, 'undone'>) {
  const words = wordUndone(undone);
  return words && <span className={classes.mark}>{words}</span>;
}
