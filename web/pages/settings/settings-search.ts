import { type AuditWhat, auditWhats } from '../../../src/contract/rules/audit-words.ts';
import { chooseOne, omitUndefined, readId } from '../../address/read-search.ts';
import { readDay, toMoment } from '../../ui/moments/day-rules.ts';

/** What of the audit trail is looked at; nothing: it is closed. */
export interface SettingsSearch {
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
  return isOpen ? { trail: 'open', ...filters } : {};
}

/** The last day counts as a whole. */
export function toAuditQuery({ what, user, from, to }: SettingsSearch) {
  return { what, user, from: toMoment(from), to: toMoment(to, 1) };
}
