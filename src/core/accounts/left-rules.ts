// Whether an account may end: only where everything that rests on it was placed.

import { countOf } from '../../contract/rules/count-rules.ts';
import type { RowDetail } from '../ledger/request-rules.ts';
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
    message: `${kept}: ${spellLeft(left)} left. Plan their offboarding for what is left, or end the account anyway.`,
    leads,
    leadIds,
    reports,
    reportIds: reportNames.map(({ userId }) => userId),
  };
}

/** Who reports to nobody and still holds something is out of their manager's sight, so the own line waits as well. */
export function explainKeptLine(ofAccount: RowDetail): RowDetail {
  return { ...ofAccount, message: `${ofAccount.message} Until then the reporting line stays, too.` };
}

/** Accounts that are to end, in their order. */
interface Ending {
  order: readonly number[];
  /** To whom those report whose own lines end with their accounts. */
  lines: ReadonlyMap<number, number>;
  /** After the first that stays none ends. */
  stops: boolean;
}

/**
 * All who stay where these hold something: whoever stays keeps their own line, so whom they report to has a report left
 * and stays as well.
 */
export function listStaying(holding: Iterable<number>, { order, lines, stops }: Ending): Set<number> {
  const staying = new Set(holding);
  // A set gives what is added while it is gone through, too.
  for (const userId of staying) {
    const place = order.indexOf(userId);
    const after = stops && place >= 0 ? order.slice(place + 1) : [];
    for (const other of [lines.get(userId), ...after]) if (other !== undefined) staying.add(other);
  }
  return staying;
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
