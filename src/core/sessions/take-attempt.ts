import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inGate } from '../../database/gate.ts';
import { attemptKinds, decideWaitS } from './attempt-rules.ts';
import { type Attempt, countFailure, lockFailures } from './attempt-store.ts';
import { noOrg } from './no-org.ts';

/** Refuses whoever failed too often lately, the same for accounts that exist and others; else counts the attempt. */
export async function takeAttempt(database: Database, attempt: Attempt): Promise<void> {
  await inGate(database, noOrg, async (tx) => {
    const counts = await lockFailures(tx, attempt);
    const waits = counts.map((failures, place) => decideWaitS(attemptKinds[place] ?? 'pair', failures));
    const waitS = Math.max(...waits);
    if (waitS > 0) throw tooManyAttempts(waitS);
    countFailure(tx, attempt);
  });
}

function tooManyAttempts(waitS: number): Refusal {
  return new Refusal('too-many-attempts', {
    retryAfterS: waitS,
    message: `There were too many attempts to sign in. Try again in ${waitS} ${waitS === 1 ? 'second' : 'seconds'}.`,
  });
}
