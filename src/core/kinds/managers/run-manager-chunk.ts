import type { RowInput } from '../../../contract/v1/kinds/kept-rows.ts';
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

function readAsk(input: RowInput | null): ManagerAsk {
  if (input?.userGuid === undefined || input.managerGuid === undefined)
    throw new Error('A row of a manager change must name a user and a manager.');
  return { user: { guid: input.userGuid }, manager: { guid: input.managerGuid } };
}
