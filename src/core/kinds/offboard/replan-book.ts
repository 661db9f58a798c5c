import type { Transaction } from '../../../database/transaction.ts';
import { countHeld } from '../../assignments/assignment-store.ts';
import { foreseeCaps } from '../../assignments/caps.ts';
import { openReceivers, type Receivers } from '../../assignments/plan/choose-receivers.ts';
import { planLeadChunks } from '../../assignments/plan/plan-lead-chunks.ts';
import { openAgain, readLeadsToRetry } from '../../assignments/plan/retried-leads.ts';
import { stageRows } from '../../assignments/plan/stage-rows.ts';
import { warnOfReceivers } from '../../assignments/plan/warn-of-receivers.ts';
import type { LeavingPlanning } from '../../leaving/find-leavers.ts';
import type { PlanWarning } from '../../ledger/plan-rules.ts';
import type { LeadGroupAsk } from './offboarding-ask.ts';
import { sortIntoGroups } from './offboarding-rules.ts';
import { joinGroups } from './place-rules.ts';
import { lastChunkBefore, openGroup } from './plan-book.ts';
import { succeedTo } from './run-succession-chunk.ts';

interface BookToRetry {
  retried: number;
  caps: ReadonlyMap<number, number>;
  asks: readonly LeadGroupAsk[];
}

/**
 * Freezes the leads of leavers that failed or were not attempted: those that had a receiver for the same one, those
 * that found no room by the shares of their groups. Gives what to know of those who share.
 */
export async function replanBook(
  tx: Transaction,
  orgId: number,
  planning: LeavingPlanning,
  { retried, asks, caps: capOf }: BookToRetry,
): Promise<PlanWarning[]> {
  const { asker, requestId, leavers, tally } = planning;
  const userIds = [...leavers.keys()];
  const caps = await foreseeCaps(tx, orgId, capOf);
  const by = { asker, terms: { others: 'keep' }, decide: succeedTo(new Set(userIds)), caps, tally } as const;
  await stageRows(tx, { rows: readPlaced(tx, orgId, retried) });
  const receivers = await openReceivers(tx, orgId, requestId, { asker, to: undefined, source: 'staged' });
  let chunkNo = await planLeadChunks(
    tx,
    orgId,
    requestId,
    { ...by, source: 'staged', receivers },
    lastChunkBefore,
  );
  const { groups } = sortIntoGroups(await countHeld(tx, orgId, userIds), asks);
  const open: Receivers[] = [];
  for (const [place, ask] of asks.entries()) {
    const held = { userIds, ways: groups[place] ?? [] };
    const source = { selection: { held, unplacedIn: retried } };
    const group = { ask, source, field: `leads[${place}]`, amongAvailable: true };
    open.push(await openAgain(() => openGroup(tx, orgId, planning, group)));
    const last = { held: { ...held, not: groups.slice(place + 1).flat() }, unplacedIn: retried };
    const chosen = { source: { selection: last }, receivers: joinGroups({ leavers, groups, open }) };
    chunkNo = await planLeadChunks(tx, orgId, requestId, { ...by, ...chosen }, chunkNo);
  }
  return warnOfReceivers(
    tx,
    orgId,
    open.map(({ shares }) => shares),
  );
}

async function* readPlaced(tx: Transaction, orgId: number, requestId: number) {
  for await (const leads of readLeadsToRetry(tx, orgId, requestId))
    yield leads.filter((lead) => lead.primary);
}
