// How a run meets trouble and what becomes of those who stand there, in the same words in the form, the preview and
// the request.

import type { ReassignPlan, ShownRequest } from '../../src/client/client.ts';

type Words<Choice extends string> = readonly { value: Choice; label: string }[];

export const failureWords = [
  { value: 'continue', label: 'go on' },
  { value: 'stop', label: 'stop there' },
  { value: 'all-or-nothing', label: 'change nothing' },
] as const satisfies Words<ShownRequest['onFailure']>;

export const driftWords = [
  { value: 'skip', label: 'leave it alone' },
  { value: 'stop', label: 'stop there' },
  { value: 'overwrite', label: 'change it all the same' },
] as const satisfies Words<ShownRequest['onDrift']>;

export const unavailableWords = [
  { value: 'fail', label: 'their leads stay' },
  { value: 'split', label: 'the others share in their leads' },
] as const satisfies Words<ShownRequest['onReceiverUnavailable']>;

export const othersWords = [
  { value: 'keep', label: 'All stay, a former primary as secondary' },
  { value: 'same-role', label: 'Those in the receiver’s role are removed' },
  { value: 'all', label: 'Everybody is removed, in every role' },
] as const satisfies Words<NonNullable<ReassignPlan['others']>>;

/** The API and the command line do the same where nothing is said. */
export const othersNote = 'Unless you say otherwise nobody is removed.';

export const termNames = {
  onFailure: 'If one fails',
  onDrift: 'If one moved since',
  onReceiverUnavailable: 'If who shares is away by then',
  others: 'Who stands on the leads now',
} as const;

/** Undefined where there is no word for it. */
export function wordFor(words: Words<string>, value: unknown): string | undefined {
  return words.find((each) => each.value === value)?.label;
}

/** What is wrong with the time to run at, as its field holds it; undefined where nothing is. */
export function findRunAtGap(runAt: string, now: Date): string | undefined {
  if (runAt === '') return undefined;
  const at = Date.parse(runAt);
  if (Number.isNaN(at)) return 'The time is not whole.';
  return at < now.getTime()
    ? 'The time to run at has passed. Choose a later one, or leave it empty.'
    : undefined;
}

/** True where a plan waits for a time that is still to come; one that has passed means at once. */
export function isForLater(runAt: string | null, now: Date): runAt is string {
  return runAt !== null && Date.parse(runAt) > now.getTime();
}
