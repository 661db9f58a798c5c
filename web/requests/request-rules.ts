import type { RequestSummary, ShownRequest } from '../../src/client/client.ts';
import { readMembers } from './command-rules.ts';

type State = RequestSummary['state'];
type Kind = RequestSummary['kind'];

export type Tone = 'good' | 'care' | 'bad' | 'busy' | 'quiet';

export const kinds = [
  'reassign',
  'managers',
  'offboard',
  'import',
  'undo',
] as const satisfies readonly Kind[];
export const states = [
  'planned',
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
] as const satisfies readonly State[];
export const outcomes = ['changed', 'unchanged', 'failed', 'skipped', 'not attempted'] as const;

export const kindNames = {
  reassign: 'Reassignment',
  managers: 'Change of managers',
  offboard: 'Offboarding',
  import: 'Import',
  undo: 'Undo',
} as const satisfies Record<Kind, string>;

type Ending = Pick<RequestSummary, 'state' | 'finishedAt'>;

/** Waits or runs; or was cancelled, and finishes what it has in hand. */
export function isUnderWay({ state, finishedAt }: Ending): boolean {
  return state !== 'planned' && finishedAt === null;
}

export function hasEnded({ finishedAt }: Ending): boolean {
  return finishedAt !== null;
}

/** How a request stands, as people would say it. */
export function describeState({ state, counts }: RequestSummary): { text: string; tone: Tone } {
  const { failed, skipped, notAttempted } = counts;
  if (state === 'done' && failed + skipped + notAttempted > 0) return { text: 'done in part', tone: 'care' };
  return { text: state, tone: tones[state] };
}

const tones = {
  planned: 'quiet',
  queued: 'busy',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'quiet',
} as const satisfies Record<State, Tone>;

/** What may be asked of a request as it stands. */
export function listWays(
  request: Pick<RequestSummary, 'kind' | 'state' | 'finishedAt' | 'counts'> & { undoneBy: readonly number[] },
) {
  const { state, kind, counts, undoneBy } = request;
  const mayFollow = hasEnded(request) && kind !== 'import';
  return {
    mayRun: state === 'planned',
    mayCancel: state === 'planned' || state === 'queued' || state === 'running',
    mayRetry: mayFollow && counts.failed + counts.notAttempted > 0,
    mayUndo: mayFollow && counts.changed > 0 && undoneBy.length === 0,
  };
}

const undoneKinds = { reassign: 'leads', managers: 'users', offboard: 'parts' } as const;

/** Whether it is of this kind, or undoes one that is. */
export function isAbout(
  { kind, spec }: Pick<ShownRequest, 'kind' | 'spec'>,
  about: keyof typeof undoneKinds,
): boolean {
  return kind === 'undo' ? readMembers(spec).subjects === undoneKinds[about] : kind === about;
}

/** How many rows have had their turn, from 0 to 100. */
export function percentDone({ counts: { total, notAttempted } }: Pick<RequestSummary, 'counts'>): number {
  return total === 0 ? 100 : ((total - notAttempted) / total) * 100;
}
