import type { ShownRequest } from '../../../src/client/client.ts';

/** What a change of accounts was to do. */
export interface AskedAccounts {
  userIds: number[];
  comeBack: boolean;
  endAnyway: boolean;
  /** How many come for the first time. */
  newUsers: number;
}

export function readAccounts({ spec }: ShownRequest<'account'>): AskedAccounts {
  const users = spec.isActive ? spec.users : spec.leavers;
  return {
    userIds: users.map(({ userId }) => userId),
    comeBack: spec.isActive,
    newUsers: (spec.isActive && spec.newUsers) || 0,
    endAnyway: !spec.isActive && spec.account === 'end-anyway',
  };
}
