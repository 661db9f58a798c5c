// What an offboarding says of its leaver beyond the rows, read from where its form depends on the kind.

import { readMembers } from '../../requests/command-rules.ts';

/** What the preview tells of a leaver. */
export interface ForeseenLeaver {
  name: string;
  isActive: boolean;
  keys: number;
  reports: number;
  leads: number;
  /** Something will be left, so the account will stay. */
  stays: boolean;
}

/** What still points at the leaver after the run. */
export interface WhatIsLeft {
  clean: boolean;
  isActive: boolean;
  assignments: number;
  reports: number;
  keys: number;
  scheduledRequests: number[];
  ownScheduledRequests: number[];
}

/** One from before there could be several is told alone. */
export function readForeseenLeavers(preview: unknown): ForeseenLeaver[] {
  const { leaver, leavers } = readMembers(preview);
  const all: unknown[] = Array.isArray(leavers) ? leavers : [leaver];
  return all.flatMap((each) => {
    const { name, isActive, keys, reports, leads, account } = readMembers(each);
    if (typeof name !== 'string') return [];
    return {
      name,
      isActive: isActive === true,
      keys: readCount(keys),
      reports: readCount(reports),
      leads: readCount(leads),
      stays: account === 'stays',
    };
  });
}

export function readWhatIsLeft(result: unknown): WhatIsLeft | undefined {
  const { clean, isActive, assignments, reports, keys, ...requests } = readMembers(result);
  if (typeof clean !== 'boolean') return undefined;
  return {
    clean,
    isActive: isActive === true,
    assignments: readCount(assignments),
    reports: readCount(reports),
    keys: readCount(keys),
    scheduledRequests: readIds(requests.scheduledRequests),
    ownScheduledRequests: readIds(requests.ownScheduledRequests),
  };
}

/** What is left of each leaver by their id; of one, the result is about them. */
export function readLeftOfEach(
  result: unknown,
  leavers: readonly { userId: number; name: string }[],
): { userId: number; name: string; left: WhatIsLeft }[] {
  const { leavers: each } = readMembers(result);
  const all: unknown[] = Array.isArray(each) ? each : [result];
  return leavers.flatMap(({ userId, name }, place) => {
    const left = readWhatIsLeft(all[place]);
    return left ? { userId, name, left } : [];
  });
}

/** What will become of the leaver, sentence by sentence. */
export function tellForeseen({ name, isActive, keys, reports, leads, stays }: ForeseenLeaver): string[] {
  const account = stays
    ? `The account of ${name} stays, since something will be left.`
    : `${name} will no longer be able to sign in.`;
  return [
    isActive ? account : `The account of ${name} has ended already.`,
    keys > 0 && !stays ? `${spell(keys, 'access key')} ${keys === 1 ? 'ends' : 'end'}.` : '',
    reports > 0 ? `${spell(reports, 'direct report')} ${reports === 1 ? 'gets' : 'get'} a new manager.` : '',
    leads > 0 ? `The place on ${spell(leads, 'lead')} goes to those you chose.` : '',
  ].filter((sentence) => sentence !== '');
}

function spell(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString()} ${noun}s`;
}

function readIds(ids: unknown): number[] {
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [];
}

function readCount(count: unknown): number {
  return typeof count === 'number' ? count : 0;
}
