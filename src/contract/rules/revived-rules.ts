// What becomes of the access keys that ended with an account, once an undo brings the account back.

import type { RequestKind } from '../words/request-words.ts';
import { countOf } from './count-rules.ts';

export interface SwitchedKeys {
  /** How many let somebody in again. */
  revived: number;
  /** How many stay ended. */
  stayEnded: number;
  /** Those whose end has not come were asked back. */
  wasAsked: boolean;
}

/** Before it runs, a sentence a fact. */
export function foretellKeys({ revived, stayEnded, wasAsked }: SwitchedKeys): string[] {
  const why = wasAsked ? ', for their end has come' : ' unless the undo is asked to revive keys';
  return [
    ...(revived > 0
      ? [`${countOf(revived, 'access key')} that ended with the account will let in again.`]
      : []),
    ...(stayEnded > 0 ? [`${countOf(stayEnded, 'access key')} will stay ended${why}.`] : []),
  ];
}

/** A request as far as it tells what became of keys. */
type EndedRequest =
  | { kind: 'undo'; result: { keys?: SwitchedKeys } | null }
  | { kind: Exclude<RequestKind, 'undo'> };

/** Once it has run; undefined where there was no key. */
export function tellKeys(request: EndedRequest): string | undefined {
  const { revived = 0, stayEnded = 0 } = (request.kind === 'undo' && request.result?.keys) || {};
  const told = [
    ...(revived > 0 ? [`${countOf(revived, 'access key')} let in again`] : []),
    ...(stayEnded > 0 ? [`${countOf(stayEnded, 'access key')} stayed ended`] : []),
  ];
  return told.length === 0 ? undefined : `${told.join(', ')}.`;
}
