import { type AuditWhat, auditWhats } from '../../../src/contract/rules/audit-words.ts';
import { chooseOne, omitUndefined, readId } from '../../address/read-search.ts';
import { readDay, toMoment } from '../../ui/moments/day-rules.ts';

/** What is open, and what of the audit trail is looked at. */
export interface SettingsSearch {
  roles?: 'open';
  trail?: 'open';
  what?: AuditWhat;
  user?: number;
  from?: string;
  to?: string;
}

/** A filter is one of a trail that is open. */
export function readSettingsSearch(search: Record<string, unknown>): SettingsSearch {
  const filters = omitUndefined({
    what: chooseOne(auditWhats, search.what),
    user: readId(search.user),
    from: readDay(search.from),
    to: readDay(search.to),
  });
  const isOpen = search.trail === 'open' || Object.keys(filters).length > 0;
  const roles = search.roles === 'open' ? ({ roles: 'open' } as const) : {};
  return isOpen ? { ...roles, trail: 'open', ...filters } : roles;
}

/** Whether anything of the trail is left out. */
export function isFilteredTrail({ what, user, from, to }: SettingsSearch): boolean {
  return [what, user, from, to].some((filter) => filter !== undefined);
}

/** The last day counts as a whole. */
export function toAuditQuery({ what, user, from, to }: SettingsSearch) {
  return { what, user, from: toMoment(from), to: toMoment(to, 1) };
}
