import type { ShownRequest } from '../../../src/client/client.ts';
import { type Commands, curl, flagsOf, tellFollow, termsOf } from '../../requests/command-rules.ts';
import { readAccounts } from './asked-rules.ts';

/** The same end of accounts, or the same return. */
export function tellAccount(request: ShownRequest<'account'>, origin: string): Commands {
  const { userIds, comeBack, endAnyway, newUsers } = readAccounts(request);
  if (newUsers > 0) return tellFollow(request, origin);
  const words = [
    `baton users ${comeBack ? 'reactivate' : 'deactivate'}`,
    ...userIds,
    ...(endAnyway ? ['--end-anyway'] : []),
    ...flagsOf(request),
  ];
  const body = {
    kind: 'account',
    users: userIds.map((userId) => ({ userId })),
    isActive: comeBack,
    ...(endAnyway ? { account: 'end-anyway' } : {}),
    ...termsOf(request),
  };
  return { cli: words.join(' '), curl: curl(`${origin}/api/v1/requests`, body) };
}
