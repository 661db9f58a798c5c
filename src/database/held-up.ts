import pg from 'pg';
import { Refusal } from '../contract/refusal.ts';

const lockNotAvailable = '55P03';

/** How long a caller is let wait for what somebody else's transaction holds, before they are told to come again. */
export const heldUpPatienceMs = 5_000;

/** A lock that another transaction holds was waited for as long as the connection waits: nothing was committed. */
export function isHeldUp(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === lockNotAvailable;
}

export function refuseHeldUp(): Refusal {
  return new Refusal('overloaded', {
    retryAfterS: 5,
    message:
      'Another change holds what this call needs, and has not let go of it in 5 seconds. Nothing was changed; ' +
      'try again in 5 seconds.',
  });
}
