import type { Preview } from '../ledger/plan-rules.ts';
import type { PlannedAccounts } from './plan-accounts.ts';

/** Of one leaver beside the list what was told before there could be several. */
export function tellLeavers({
  foreseen,
  together,
}: PlannedAccounts): Pick<Preview, 'leaver' | 'leavers' | 'leaversTogether'> {
  const all = { leavers: foreseen, leaversTogether: together };
  const [only, ...others] = foreseen;
  if (!only || others.length > 0) return all;
  const { account, left, ...leaver } = only;
  return { leaver, ...all };
}
