import type { ReassignPlan } from '../../src/client/client.ts';
import { emptyReceivers, findReceiverGap, type ReceiverDraft, toReceiver } from './receiver-draft.ts';
import { emptyTerms, type TermsDraft, toTerms } from './terms-draft.ts';

/** What somebody has filled in so far. */
export interface ReassignDraft extends ReceiverDraft, TermsDraft {
  others: NonNullable<ReassignPlan['others']>;
}

/** What a part of the form is given. */
export interface DraftProps {
  draft: ReassignDraft;
  change: (members: Partial<ReassignDraft>) => void;
}

export const emptyDraft: ReassignDraft = { ...emptyReceivers, ...emptyTerms, others: 'same-role' };

/** Which leads a plan is about. */
export type Whose = Pick<ReassignPlan, 'leads'> | Pick<ReassignPlan, 'selection'>;

/** What is still missing, in the words of the form; undefined where nothing is. */
export function findGap(draft: ReassignDraft): string | undefined {
  return findReceiverGap(draft);
}

/** The draft as the API takes it. */
export function toReassignPlan(draft: ReassignDraft, whose: Whose): ReassignPlan {
  return { kind: 'reassign', ...whose, to: toReceiver(draft), others: draft.others, ...toTerms(draft) };
}
