import type { ReassignPlan } from '../../src/client/client.ts';
import { emptyReceivers, findReceiverGap, type ReceiverDraft, toReceiver } from './receiver-draft.ts';
import { emptyRemoval, findRemovalGap, type RemovalDraft, toRemoval } from './removal-draft.ts';
import { emptyTerms, type TermsDraft, toTerms } from './terms-draft.ts';

/** What somebody has filled in so far. */
export interface ReassignDraft extends ReceiverDraft, RemovalDraft, TermsDraft {
  others: NonNullable<ReassignPlan['others']>;
}

/** What a part of the form is given. */
export interface DraftProps {
  draft: ReassignDraft;
  change: (members: Partial<ReassignDraft>) => void;
}

export const emptyDraft: ReassignDraft = {
  ...emptyReceivers,
  ...emptyRemoval,
  ...emptyTerms,
  others: 'keep',
};

/** Which leads a plan is about. */
export type Whose = Pick<ReassignPlan, 'leads'> | Pick<ReassignPlan, 'selection'>;

/** What is still missing, in the words of the form; undefined where nothing is. */
export function findGap(draft: ReassignDraft): string | undefined {
  return draft.removes === undefined ? findReceiverGap(draft) : findRemovalGap(draft);
}

/** Whether several share in the leads. */
export function isSplitDraft({ split, removes }: ReassignDraft): boolean {
  return removes === undefined && split !== 'one';
}

/** The draft as the API takes it. */
export function toReassignPlan(draft: ReassignDraft, whose: Whose): ReassignPlan {
  const kind = 'reassign';
  const terms = toTerms(draft, isSplitDraft(draft));
  if (draft.removes !== undefined) return { kind, ...toRemoving(draft, whose), ...terms };
  return { kind, ...whose, to: toReceiver(draft), others: draft.others, ...terms };
}

/** Certain people are named lead by lead: of a lead in sight whoever stands on it can be, in sight or not. */
function toRemoving(draft: ReassignDraft, whose: Whose): Omit<ReassignPlan, 'kind'> {
  const removal = toRemoval(draft);
  if (draft.removes !== 'people' || !('leads' in whose)) return { ...whose, to: null, ...removal };
  return { rows: (whose.leads ?? []).map((leadId) => ({ leadId, primary: null, ...removal })) };
}
