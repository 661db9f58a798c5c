import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import { type Commands, curl, flagsOf, termsOf } from '../../requests/command-rules.ts';
import { readAccounts } from './asked-rules.ts';
import { tellNewcomers } from './same-newcomers-rules.ts';

/** The same end of accounts, the same return, or the same people who are new. */
export function tellAccount(
  request: ShownRequest<'account'>,
  rows: RequestRowPage['items'],
  origin: string,
): Commands {
  const { userIds, comeBack, endAnyway, newUsers } = readAccounts(request);
  if (newUsers > 0) return tellNewcomers(request, rows, origin);
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
