import type { ShownRequest } from '../../../src/client/client.ts';

/** What a change of accounts was to do. */
export interface AskedAccounts {
  userIds: number[];
  comeBack: boolean;
  endAnyway: boolean;
}

export function readAccounts({ spec }: ShownRequest<'account'>): AskedAccounts {
  const users = spec.isActive ? spec.users : spec.leavers;
  return {
    userIds: users.map(({ userId }) => userId),
    comeBack: spec.isActive,
    endAnyway: !spec.isActive && spec.account === 'end-anyway',
  };
}
