import type { ReassignPlan } from '../../src/client/client.ts';
import { omitUndefined } from '../app/read-search.ts';

export interface DraftReceiver {
  key: number;
  userId: number | undefined;
  share: number | undefined;
  cap: number | undefined;
}

export type Split = 'one' | 'even' | 'weighted' | 'percent';

/** What somebody has filled in so far. */
export interface ReassignDraft {
  split: Split;
  receivers: DraftReceiver[];
  keepStanding: boolean;
  others: NonNullable<ReassignPlan['others']>;
  reason: string;
  /** As `datetime-local` gives it; empty: as soon as it is run. */
  runAt: string;
  onFailure: NonNullable<ReassignPlan['onFailure']>;
  onDrift: NonNullable<ReassignPlan['onDrift']>;
}

/** What a part of the form is given. */
export interface DraftProps {
  draft: ReassignDraft;
  change: (members: Partial<ReassignDraft>) => void;
}

export const emptyReceiver = { userId: undefined, share: undefined, cap: undefined } as const;

export const emptyDraft: ReassignDraft = {
  split: 'one',
  receivers: [{ key: 0, ...emptyReceiver }],
  keepStanding: false,
  others: 'same-role',
  reason: '',
  runAt: '',
  onFailure: 'continue',
  onDrift: 'skip',
};

/** Which leads a plan is about. */
export type Whose = Pick<ReassignPlan, 'leads'> | Pick<ReassignPlan, 'selection'>;

/** What is still missing, in the words of the form; undefined where nothing is. */
export function findGap({ split, receivers, runAt }: ReassignDraft): string | undefined {
  const chosen = receivers.filter(({ userId }) => userId !== undefined);
  if (chosen.length === 0) return 'Choose who receives the leads.';
  if (split !== 'one' && chosen.length < receivers.length)
    return 'Choose each receiver, or remove the empty row.';
  const hasShares = split === 'weighted' || split === 'percent';
  if (hasShares && receivers.some(({ share }) => share === undefined)) return 'Give each receiver a share.';
  const sum = receivers.reduce((total, { share = 0 }) => total + share, 0);
  if (split === 'percent' && Math.abs(sum - 100) > 0.001) return `The shares make ${sum} %, not 100 %.`;
  return runAt !== '' && Number.isNaN(Date.parse(runAt)) ? 'The time is not whole.' : undefined;
}

/** The draft as the API takes it. */
export function toReassignPlan(draft: ReassignDraft, whose: Whose): ReassignPlan {
  const { others, reason, runAt, onFailure, onDrift } = draft;
  return {
    kind: 'reassign',
    ...whose,
    to: toReceiver(draft),
    others,
    onFailure,
    onDrift,
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...(runAt === '' ? {} : { runAt: new Date(runAt).toISOString() }),
  };
}

function toReceiver({ split, receivers, keepStanding }: ReassignDraft): NonNullable<ReassignPlan['to']> {
  const [first] = receivers;
  if (split === 'one') return { user: omitUndefined({ userId: first?.userId }) };
  const hasShares = split !== 'even';
  return {
    distribution: {
      mode: split,
      keepStanding,
      receivers: receivers.map(({ userId, share, cap }) => ({
        user: omitUndefined({ userId }),
        ...omitUndefined({ share: hasShares ? share : undefined, cap }),
      })),
    },
  };
}
