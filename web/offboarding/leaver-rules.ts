// What an offboarding says of its leaver beyond the rows, read from where its form depends on the kind.

import { readMembers } from '../requests/command-rules.ts';

/** What the preview tells of the leaver. */
export interface ForeseenLeaver {
  name: string;
  isActive: boolean;
  keys: number;
  reports: number;
  leads: number;
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

export function readForeseenLeaver(preview: unknown): ForeseenLeaver | undefined {
  const { leaver } = readMembers(preview);
  const { name, isActive, keys, reports, leads } = readMembers(leaver);
  if (typeof name !== 'string') return undefined;
  return {
    name,
    isActive: isActive === true,
    keys: readCount(keys),
    reports: readCount(reports),
    leads: readCount(leads),
  };
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

/** Whom an offboarding is about. */
export function readLeaver(spec: unknown): { userId: number; name: string } | undefined {
  const { leaver } = readMembers(spec);
  const { userId, name } = readMembers(leaver);
  return typeof userId === 'number' && typeof name === 'string' ? { userId, name } : undefined;
}

/** What will become of the leaver, sentence by sentence. */
export function tellForeseen({ name, isActive, keys, reports, leads }: ForeseenLeaver): string[] {
  return [
    isActive ? `${name} can no longer sign in.` : `The account of ${name} has ended already.`,
    keys > 0 ? `${spell(keys, 'access key')} ${keys === 1 ? 'ends' : 'end'}.` : '',
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
