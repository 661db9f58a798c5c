import type { ShownRequest } from '../../../src/client/client.ts';
import { AskedPeople } from '../../requests/AskedReceivers.tsx';
import type { Fact } from '../../ui/sections/Facts.tsx';
import { readAccounts } from './asked-rules.ts';

/** Whose accounts end or come back, and how. */
export function listAccounts(request: ShownRequest<'account'>): Fact[] {
  const { userIds, comeBack, endAnyway } = readAccounts(request);
  const end = endAnyway ? 'End, whatever is held' : 'End where nothing is held';
  return [
    ['Of', <AskedPeople key="of" people={userIds.map((userId) => ({ userId }))} />],
    ['Accounts', comeBack ? 'Come back' : end],
  ];
}
