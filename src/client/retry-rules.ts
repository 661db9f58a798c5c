/** Whether a call that failed is made again, and after how long. */

import type { BatonErrorCode } from './baton-error.ts';

export interface FailedCall {
  code: BatonErrorCode;
  /** 0 where there was no answer. */
  status: number;
  retryAfterS: number | undefined;
  /** How often it was made so far. */
  attempts: number;
  /** Made twice, it does no more than made once. */
  isRepeatable: boolean;
}

const mostAttempts = 5;
const longestWaitS = 60;
const firstPauseS = 0.5;

/** The server took nothing of what it answers so. */
const refusedForNow: readonly number[] = [429, 503];
/** No answer, or a proxy's word that it got none: the call may have been carried out. */
const unknownEnd: readonly number[] = [0, 502, 504];

/** Gives the milliseconds to wait, or undefined where the caller is to hear of it. */
export function decideWaitMs({
  code,
  status,
  retryAfterS,
  attempts,
  isRepeatable,
}: FailedCall): number | undefined {
  if (code === 'too-many-attempts') return undefined; // whoever waits to sign in is to know that they do
  const mayRepeat = refusedForNow.includes(status) || (isRepeatable && unknownEnd.includes(status));
  const waitS = retryAfterS ?? firstPauseS * 2 ** (attempts - 1);
  return mayRepeat && attempts < mostAttempts && waitS <= longestWaitS ? waitS * 1_000 : undefined;
}
