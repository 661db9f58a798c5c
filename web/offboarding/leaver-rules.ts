// What an offboarding says of its leaver beyond the rows, read from where its form depends on the kind.

import { memberOf } from './asked-rules.ts';

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
}

export function readForeseenLeaver(preview: unknown): ForeseenLeaver | undefined {
  const leaver = memberOf(preview, 'leaver');
  const name = memberOf(leaver, 'name');
  if (typeof name !== 'string') return undefined;
  return {
    name,
    isActive: memberOf(leaver, 'isActive') === true,
    keys: countOf(leaver, 'keys'),
    reports: countOf(leaver, 'reports'),
    leads: countOf(leaver, 'leads'),
  };
}

export function readWhatIsLeft(result: unknown): WhatIsLeft | undefined {
  const clean = memberOf(result, 'clean');
  if (typeof clean !== 'boolean') return undefined;
  const scheduled = memberOf(result, 'scheduledRequests');
  return {
    clean,
    isActive: memberOf(result, 'isActive') === true,
    assignments: countOf(result, 'assignments'),
    reports: countOf(result, 'reports'),
    keys: countOf(result, 'keys'),
    scheduledRequests: Array.isArray(scheduled) ? scheduled.filter((id) => typeof id === 'number') : [],
  };
}

/** Whom an offboarding is about. */
export function readLeaver(spec: unknown): { userId: number; name: string } | undefined {
  const leaver = memberOf(spec, 'leaver');
  const [userId, name] = [memberOf(leaver, 'userId'), memberOf(leaver, 'name')];
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

function countOf(value: unknown, name: string): number {
  const count = memberOf(value, name);
  return typeof count === 'number' ? count : 0;
}
