import type { Transaction } from '../../database/transaction.ts';
import type { RunningRequest } from '../ledger/chunk-runner.ts';
import { holdChunkOf } from '../ledger/request-chunk-store.ts';
import { judgeManagerSteps } from '../reporting/change-managers.ts';
import { loadTeamLines } from '../reporting/reporting-store.ts';
import { settleManagerUndo } from '../reporting/run-manager-undo-chunk.ts';
import { settlePlannedManagers } from '../reporting/run-planned-managers.ts';

/** To whom those report whose own lines this request would end by now, if their accounts ended. Reporting must be locked. */
export async function listEndingLines(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
): Promise<Map<number, number>> {
  const chunk = await holdChunkOf(tx, orgId, request.requestId, 'own lines');
  if (!chunk) return new Map();
  const settle = request.kind === 'undo' ? settleManagerUndo : settlePlannedManagers;
  const { results } = await judgeManagerSteps(tx, orgId, await settle(tx, orgId, request, chunk));
  const lines = await loadTeamLines(tx, orgId, chunk.subjects);
  return new Map(
    chunk.subjects.flatMap((userId, place) => {
      const managerId = lines.get(userId);
      return results[place]?.outcome === 'changed' && managerId !== undefined ? [[userId, managerId]] : [];
    }),
  );
}
