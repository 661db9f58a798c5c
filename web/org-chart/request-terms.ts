import type { ManagersPlan } from '../../src/client/client.ts';

/** What somebody has filled in so far about a change of managers. */
export interface RequestTerms {
  reason: string;
  /** As `datetime-local` gives it; empty: as soon as it is run. */
  runAt: string;
  isWhole: boolean;
}

export const emptyTerms: RequestTerms = { reason: '', runAt: '', isWhole: false };

/** As the API takes them. */
export function toRunOptions({
  reason,
  runAt,
  isWhole,
}: RequestTerms): Pick<ManagersPlan, 'reason' | 'runAt' | 'onFailure'> {
  return {
    onFailure: isWhole ? 'all-or-nothing' : 'continue',
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...(runAt === '' ? {} : { runAt: new Date(runAt).toISOString() }),
  };
}
