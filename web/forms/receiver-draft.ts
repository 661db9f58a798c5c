import type { ReassignPlan } from '../../src/client/client.ts';
import { readShares } from '../../src/contract/rules/share-rules.ts';
import type { ShareMode } from '../../src/contract/words/term-words.ts';
import { omitUndefined } from '../address/read-search.ts';

export interface DraftReceiver {
  key: number;
  userId: number | undefined;
  share: number | undefined;
  cap: number | undefined;
}

type Split = 'one' | ShareMode;

/** Whether receivers have shares of their own. */
export function hasShares(split: Split): split is 'weighted' | 'percent' {
  return split === 'weighted' || split === 'percent';
}

/** Who is to receive, as far as somebody has filled it in. */
export interface ReceiverDraft {
  split: Split;
  receivers: DraftReceiver[];
  keepStanding: boolean;
}

export interface ReceiverProps {
  draft: ReceiverDraft;
  change: (members: Partial<ReceiverDraft>) => void;
}

export const emptyReceiver = { userId: undefined, share: undefined, cap: undefined } as const;

export const emptyReceivers: ReceiverDraft = {
  split: 'one',
  receivers: [{ key: 0, ...emptyReceiver }],
  keepStanding: false,
};

/** What is still missing, in the words of the form; undefined where nothing is. */
export function findReceiverGap({ split, receivers }: ReceiverDraft): string | undefined {
  const chosen = receivers.filter(({ userId }) => userId !== undefined);
  if (chosen.length === 0) return 'Choose who receives the leads.';
  if (split !== 'one' && chosen.length < receivers.length)
    return 'Choose each receiver, or remove the empty row.';
  if (hasShares(split) && receivers.some(({ share }) => share === undefined))
    return 'Give each receiver a share.';
  return split === 'one' ? undefined : findShareProblem(split, receivers);
}

/** By the rules that the server refuses by. */
function findShareProblem(split: ShareMode, receivers: readonly DraftReceiver[]): string | undefined {
  const entries = receivers.flatMap(({ userId, share, cap }) =>
    userId === undefined ? [] : { userId, weight: hasShares(split) ? share : undefined, cap },
  );
  const read = readShares(split, entries);
  return read.outcome === 'refused' ? read.problems[0]?.message : undefined;
}

/** Whom the draft names: the first alone where one receives. */
export function namedIn({ split, receivers }: ReceiverDraft): number[] {
  const counted = split === 'one' ? receivers.slice(0, 1) : receivers;
  return counted.flatMap(({ userId }) => userId ?? []);
}

/** The draft as the API takes it. */
export function toReceiver({
  split,
  receivers,
  keepStanding,
}: ReceiverDraft): NonNullable<ReassignPlan['to']> {
  const [first] = receivers;
  if (split === 'one') return { user: omitUndefined({ userId: first?.userId }) };
  return {
    distribution: {
      mode: split,
      keepStanding,
      receivers: receivers.map(({ userId, share, cap }) => ({
        user: omitUndefined({ userId }),
        ...omitUndefined({ share: hasShares(split) ? share : undefined, cap }),
      })),
    },
  };
}
