import { Refusal } from '../../contract/refusal.ts';
import type { Spec } from '../../contract/v1/kinds/kinds.ts';
import type { RequestKind } from '../../contract/words/request-words.ts';
import type { PlanOptions } from './plan-rules.ts';
import type { Receiving } from './receiving.ts';

/** A request whose rows that failed or were not attempted are frozen again. */
export interface Retrying<Kind extends RequestKind = RequestKind> {
  /** Whose rows they are, and what was asked for all of them. */
  retried: number;
  spec: Spec<Kind>;
  /** What they become rows of. */
  requestId: number;
  options: PlanOptions;
  /** Who receives instead of whoever was to; kept as `handedTo`. */
  to: Receiving | undefined;
}

/** Refuses to hand on rows that nobody receives; `what` says what they are. */
export function refuseReceiver({ to, retried }: Pick<Retrying, 'to' | 'retried'>, what: string): void {
  if (!to) return;
  throw new Refusal('invalid-input', {
    field: 'to',
    message: `The rows of request ${retried} are ${what}, which nobody receives. Leave out to.`,
  });
}
