import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inGate } from '../../database/gate.ts';
import {
  type Attempt,
  type Counted,
  decideStrangerWaitS,
  decideWaitS,
  type Failures,
  isLastFree,
} from './attempt-rules.ts';
import { countFailures, forgiveAttempts, lockFailures, noteWaiting } from './attempt-store.ts';
import { noOrg } from './no-org.ts';

/** An attempt that was taken. */
export interface Taken<Tried> {
  tried: Tried;
  /** Should it fail, others like it have to wait. */
  isLastFree: boolean;
}

/**
 * Takes those attempts that need not wait, and counts each as a failure; refuses where all have to. It is the same for
 * accounts that exist and others.
 */
export async function takeAttempts<Tried extends { attempt: Attempt }>(
  database: Database,
  tries: readonly Tried[],
): Promise<Taken<Tried>[]> {
  const judged = await inGate(database, noOrg, async (tx) => {
    const failuresOf = await lockFailures(tx, tries.map(toAttempt));
    const all = tries.map((tried) => ({ tried, ...judge(tried.attempt, failuresOf) }));
    const [waiting, taken] = [all.filter(({ waitS }) => waitS > 0), all.filter(({ waitS }) => waitS === 0)];
    noteWaiting(
      tx,
      waiting.map(({ tried }) => tried.attempt),
    );
    countFailures(
      tx,
      taken.map(({ tried }) => tried.attempt),
    );
    return all;
  });
  const taken = judged.filter(({ waitS }) => waitS === 0);
  if (taken.length === 0) throw tooManyAttempts(Math.min(...judged.map(({ waitS }) => waitS)));
  return taken;
}

/** The same of one. */
export async function takeAttempt(database: Database, attempt: Attempt): Promise<void> {
  await takeAttempts(database, [{ attempt }]);
}

/** Takes back that attempts failed. */
export async function forgive(database: Database, attempts: readonly Attempt[]): Promise<void> {
  await inGate(database, noOrg, async (tx) => forgiveAttempts(tx, attempts));
}

function toAttempt({ attempt }: { attempt: Attempt }): Attempt {
  return attempt;
}

function judge(
  attempt: Attempt,
  failuresOf: (attempt: Attempt, kind: Counted) => Failures,
): { waitS: number; isLastFree: boolean } {
  const { way } = attempt;
  if (way !== 'stranger') {
    const failures = failuresOf(attempt, way);
    return { waitS: decideWaitS(way, failures), isLastFree: isLastFree(way, failures) };
  }
  const [pair, account, address] = [
    failuresOf(attempt, 'pair'),
    failuresOf(attempt, 'account'),
    failuresOf(attempt, 'address'),
  ];
  return {
    waitS: decideStrangerWaitS({ pair, account, address }),
    isLastFree: isLastFree('pair', pair) || isLastFree('account', account),
  };
}

function tooManyAttempts(waitS: number): Refusal {
  return new Refusal('too-many-attempts', {
    retryAfterS: waitS,
    message: `There were too many attempts to sign in. Try again in ${waitS} ${waitS === 1 ? 'second' : 'seconds'}.`,
  });
}
