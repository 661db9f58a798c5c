import { capsOf, type Share } from '../../../contract/rules/share-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { foreseeCaps } from '../../assignments/caps.ts';
import { planLeadChunks } from '../../assignments/plan/plan-lead-chunks.ts';
import { readLeadsToRetry, withoutReceivers } from '../../assignments/plan/retried-leads.ts';
import { stageRows } from '../../assignments/plan/stage-rows.ts';
import { warnOfReceivers } from '../../assignments/plan/warn-of-receivers.ts';
import type { LeavingPlanning } from '../../leaving/find-leavers.ts';
import type { PlanWarning } from '../../ledger/plan-rules.ts';
import type { To } from '../../ledger/receiving.ts';
import { lastChunkBefore, openGroup } from './plan-book.ts';
import { succeedTo } from './run-succession-chunk.ts';

/** Freezes the leads of leavers that failed or were not attempted, all of them for whoever receives instead. */
export async function replanBookForOthers(
  tx: Transaction,
  orgId: number,
  planning: LeavingPlanning,
  { retried, to }: { retried: number; to: NonNullable<To> },
): Promise<{ warnings: PlanWarning[]; shares: readonly Share[]; caps: ReadonlyMap<number, number> }> {
  const { asker, requestId, leavers, tally } = planning;
  await stageRows(tx, { rows: withoutReceivers(readLeadsToRetry(tx, orgId, retried)) });
  const source = 'staged';
  const receivers = await openGroup(tx, orgId, planning, { ask: { to }, source, field: undefined });
  const { shares } = receivers;
  const capOf = capsOf(shares);
  const caps = await foreseeCaps(tx, orgId, capOf);
  const decide = succeedTo(new Set(leavers.keys()));
  const by = { asker, source, receivers, terms: { others: 'keep' }, decide, caps } as const;
  await planLeadChunks(tx, orgId, requestId, { ...by, tally }, lastChunkBefore);
  return { warnings: await warnOfReceivers(tx, orgId, [shares]), shares, caps: capOf };
}
