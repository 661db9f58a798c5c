import type { RequestSummary, ShownRequest } from '../../src/client/client.ts';
import { type EndingWords, wordEnding } from '../../src/contract/rules/ending-rules.ts';
import type { RequestKind } from '../../src/contract/words/request-words.ts';

export type Tone = 'good' | 'care' | 'bad' | 'busy' | 'quiet';

export const kindNames = {
  reassign: 'Reassignment',
  managers: 'Change of managers',
  offboard: 'Offboarding',
  account: 'Change of accounts',
  facts: 'Change of facts',
  record: 'Making or archiving leads',
  import: 'Import',
  undo: 'Undo',
} as const satisfies Record<RequestKind, string>;

type Ending = Pick<RequestSummary, 'state' | 'finishedAt'>;

/** Waits or runs; or was cancelled, and finishes what it has in hand. */
export function isUnderWay({ state, finishedAt }: Ending): boolean {
  return state !== 'planned' && finishedAt === null;
}

export function hasEnded({ finishedAt }: Ending): boolean {
  return finishedAt !== null;
}

/** How a request stands, as people would say it. */
export function describeState(request: Pick<RequestSummary, 'state' | 'counts'>): {
  text: string;
  tone: Tone;
} {
  const text = wordEnding(request);
  return { text, tone: tones[text] };
}

const tones = {
  planned: 'quiet',
  queued: 'busy',
  running: 'busy',
  done: 'good',
  'done in part': 'care',
  'nothing changed': 'care',
  'nothing to change': 'quiet',
  failed: 'bad',
  cancelled: 'quiet',
  expired: 'quiet',
} as const satisfies Record<EndingWords, Tone>;

const undoneKinds = { reassign: 'leads', managers: 'users', offboard: 'parts' } as const;

type AskedRequest =
  | Pick<ShownRequest<'undo'>, 'kind' | 'spec'>
  | Pick<ShownRequest<Exclude<RequestKind, 'undo'>>, 'kind'>;

/** Whether it is of this kind, or undoes one that is. */
export function isAbout(request: AskedRequest, about: keyof typeof undoneKinds): boolean {
  return request.kind === 'undo' ? request.spec.subjects === undoneKinds[about] : request.kind === about;
}

/** Whether its undo brings accounts back. */
export function endsAccounts(request: ShownRequest): boolean {
  return request.kind === 'offboard' || (request.kind === 'account' && !request.spec.isActive);
}

/** How many rows have had their turn, from 0 to 100. */
export function percentDone({ counts: { total, notAttempted } }: Pick<RequestSummary, 'counts'>): number {
  return total === 0 ? 100 : ((total - notAttempted) / total) * 100;
}
