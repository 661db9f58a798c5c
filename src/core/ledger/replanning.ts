import type { RequestKind } from '../../contract/words/request-words.ts';
import type { FrozenRows, PlanOptions } from './plan-rules.ts';
import type { To } from './receiving.ts';

/** A request whose rows that failed or were not attempted are frozen again. */
export interface Retrying {
  kind: RequestKind;
  /** Whose rows they are. */
  retried: number;
  /** What they become rows of. */
  requestId: number;
  options: PlanOptions;
  /** Who receives instead of whoever was to. */
  to: To | undefined;
}

/** The rows, and what is asked for all of them otherwise than before. */
export interface Replanned extends FrozenRows {
  spec?: object;
}
