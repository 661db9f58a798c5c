// Whether an account may end: only where everything that rests on it was placed.

import { countOf } from '../../contract/rules/count-rules.ts';
import type { RowDetail } from '../requests/request-rules.ts';
import type { Account } from '../users/account-store.ts';

/** What a leaver still holds: how many, and the first of them. */
export interface Left {
  leads: number;
  leadIds: number[];
  reports: number;
  reportNames: { userId: number; name: string }[];
}

/** Why an account waits, what for, and what to do. */
export function explainLeft({ name, isActive }: Pick<Account, 'name' | 'isActive'>, left: Left): RowDetail {
  const { leads, leadIds, reports, reportNames } = left;
  const kept = isActive
    ? `The account of ${name} stays`
    : `${name} has left already, but not everything is placed`;
  return {
    code: 'something-left',
    message: `${kept}: ${spellLeft(left)} left. Plan their offboarding anew for what is left, or end the account anyway.`,
    leads,
    leadIds,
    reports,
    reportIds: reportNames.map(({ userId }) => userId),
  };
}

/** `2 leads (1, 5) and 1 report (Ben Example) are`. */
function spellLeft({ leads, leadIds, reports, reportNames }: Left): string {
  const names = reportNames.map(({ name }) => name);
  const parts = [
    ...(leads > 0 ? [spellSome(leads, 'lead', leadIds)] : []),
    ...(reports > 0 ? [spellSome(reports, 'report', names)] : []),
  ];
  return `${parts.join(' and ')} ${leads + reports === 1 ? 'is' : 'are'}`;
}

function spellSome(count: number, noun: string, named: readonly (string | number)[]): string {
  const more = count - named.length;
  return `${countOf(count, noun)} (${named.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''})`;
}
