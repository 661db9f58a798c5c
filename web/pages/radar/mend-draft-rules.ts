// Who is to be whose manager, as somebody fills it in and as the address holds it.

import { omitUndefined, readId, readIds } from '../../address/read-search.ts';
import { readReason, writeReason } from '../../forms/draft-address-rules.ts';

export interface MendDraft {
  managerId: number | undefined;
  /** The ids of those left out. */
  without: ReadonlySet<number>;
  reason: string;
}

export interface MendSearch {
  manager?: number;
  without?: number[];
  reason?: string;
}

export function readMendDraft(search: Readonly<Record<string, unknown>>): MendDraft {
  return {
    managerId: readId(search.manager),
    without: new Set(readIds(search.without)),
    reason: readReason(search.reason),
  };
}

export function writeMendDraft({ managerId, without, reason }: MendDraft) {
  return {
    manager: managerId,
    without: without.size === 0 ? undefined : [...without],
    reason: writeReason(reason),
  };
}

/** What of an address is a draft. */
export function readMendSearch(search: Readonly<Record<string, unknown>>): MendSearch {
  return omitUndefined(writeMendDraft(readMendDraft(search)));
}
