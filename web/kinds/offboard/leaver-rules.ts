// What an offboarding says of its leavers beyond the rows.

import type { ShownRequest } from '../../../src/client/client.ts';

type Preview = NonNullable<ShownRequest<'offboard'>['preview']>;
type Result = NonNullable<ShownRequest<'offboard'>['result']>;

/** What the preview tells of a leaver. */
type ForeseenLeaver = NonNullable<Preview['leavers']>[number];

/** What still points at the leaver after the run. */
export type WhatIsLeft = Omit<Result, 'leavers'>;

/** What is left of each leaver by their id; of one, the result is about them. */
export function listLeftOfEach(
  result: Result,
  leavers: readonly { userId: number; name: string }[],
): { userId: number; name: string; left: WhatIsLeft }[] {
  const all: readonly WhatIsLeft[] = result.leavers ?? [result];
  return leavers.flatMap(({ userId, name }, place) => {
    const left = all[place];
    return left ? { userId, name, left } : [];
  });
}

/** What will become of the leaver, sentence by sentence. */
export function tellForeseen({ name, keys, reports, leads, account }: ForeseenLeaver): string[] {
  const ends = {
    ends: `${name} will no longer be able to sign in.`,
    stays: `The account of ${name} stays, since something will be left.`,
    ended: `The account of ${name} has ended already.`,
  };
  return [
    ends[account],
    keys > 0 && account !== 'stays' ? `${spell(keys, 'access key')} ${keys === 1 ? 'ends' : 'end'}.` : '',
    reports > 0 ? `${spell(reports, 'direct report')} ${reports === 1 ? 'gets' : 'get'} a new manager.` : '',
    leads > 0 ? `The place on ${spell(leads, 'lead')} goes to those you chose.` : '',
  ].filter((sentence) => sentence !== '');
}

function spell(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString()} ${noun}s`;
}
