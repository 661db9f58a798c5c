import type { ReassignPlan } from '../../src/client/client.ts';
import { omitUndefined } from '../address/read-search.ts';

/** Why, when, and how the run is to meet trouble: the same for every kind of plan. */
export interface TermsDraft {
  reason: string;
  /** As `datetime-local` gives it; empty: as soon as it is run. */
  runAt: string;
  onFailure: NonNullable<ReassignPlan['onFailure']>;
  onDrift: NonNullable<ReassignPlan['onDrift']>;
  onReceiverUnavailable: NonNullable<ReassignPlan['onReceiverUnavailable']>;
}

export interface TermsProps {
  draft: TermsDraft;
  change: (members: Partial<TermsDraft>) => void;
}

export const emptyTerms: TermsDraft = {
  reason: '',
  runAt: '',
  onFailure: 'continue',
  onDrift: 'skip',
  onReceiverUnavailable: 'fail',
};

/** Who shares can be away only where several do; chosen before there was one alone, it is not sent. */
export function toTerms(
  { onFailure, onDrift, onReceiverUnavailable, ...whyAndWhen }: TermsDraft,
  isSplit: boolean,
) {
  return {
    onFailure,
    onDrift,
    ...omitUndefined({
      onReceiverUnavailable: isSplit && onReceiverUnavailable !== 'fail' ? onReceiverUnavailable : undefined,
    }),
    ...toWhyAndWhen(whyAndWhen),
  };
}

/** What was left empty is not sent. */
export function toWhyAndWhen({ reason, runAt }: Pick<TermsDraft, 'reason' | 'runAt'>) {
  return omitUndefined({
    reason: reason.trim() || undefined,
    runAt: runAt === '' ? undefined : new Date(runAt).toISOString(),
  });
}
