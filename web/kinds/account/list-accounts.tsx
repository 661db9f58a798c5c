import type { ShownRequest } from '../../../src/client/client.ts';
import { AskedPeople } from '../../requests/AskedReceivers.tsx';
import type { Fact } from '../../ui/sections/Facts.tsx';
import { readAccounts } from './asked-rules.ts';

/** How accounts end, of those who are told as leaving; or who comes back. */
export function listAccounts(request: ShownRequest<'account'>): Fact[] {
  const { userIds, comeBack, endAnyway, newUsers } = readAccounts(request);
  if (newUsers > 0) return [['Accounts', `${newUsers.toLocaleString()} begin`]];
  if (!comeBack) return [['Accounts', endAnyway ? 'End, whatever is held' : 'End where nothing is held']];
  const people = userIds.map((userId) => ({ userId }));
  return [
    ['Who returns', <AskedPeople key="who" people={people} />],
    ['Accounts', 'Come back'],
  ];
}
