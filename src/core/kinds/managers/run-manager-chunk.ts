import type { RunChunk } from '../../ledger/chunk-runner.ts';
import { changeManagers } from '../../reporting/change-managers.ts';
import { lockReporting } from '../../reporting/reporting-store.ts';
import { loadNamed, type ManagerAsk, settleRows } from '../../reporting/settle-rows.ts';
import { lockUsers } from '../../users/user-store.ts';

/** Gives users the managers that the rows ask for by GUID, all rows as one tree. */
export const runManagerChunk: RunChunk = async (tx, orgId, { requestId }, { inputs }) => {
  const asks = (inputs ?? []).map(readAsk);
  lockReporting(tx, orgId);
  const users = await loadNamed(asks, (named) => lockUsers(tx, orgId, named));
  return {
    results: await changeManagers(tx, orgId, { requestId, steps: await settleRows(asks, users), users }),
    subjects: asks.map(({ user }) => users.findId(user)),
  };
};

function readAsk(input: unknown): ManagerAsk {
  if (typeof input === 'object' && input !== null && 'userGuid' in input && 'managerGuid' in input) {
    return { user: { guid: String(input.userGuid) }, manager: { guid: String(input.managerGuid) } };
  }
  throw new Error('A row of a manager change must name a user and a manager.');
}
