import type { PlanOptions } from './plan-rules.ts';
import type { RequestKind } from './request-rules.ts';

/** A request whose rows that failed or were not attempted are frozen again. */
export interface Retrying {
  kind: RequestKind;
  /** Whose rows they are. */
  retried: number;
  /** What they become rows of. */
  requestId: number;
  options: PlanOptions;
}
