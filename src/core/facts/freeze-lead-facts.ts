import { refuseDoubled } from '../../contract/rules/doubled-rules.ts';
import { letOthers } from '../../database/take-turns.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { foreseeRows } from '../ledger/foresee-rows.ts';
import type { FrozenRows } from '../ledger/plan-rules.ts';
import { insertPlannedChunk, keysOf } from '../ledger/plan-store.ts';
import { collectDetails, encodeOutcomes, type RowResult } from '../ledger/request-rules.ts';
import { type Facts, keepBefore } from './fact-steps.ts';
import { judgeLeadFacts, settleLeadFacts } from './judge-lead-facts.ts';
import { findKnownLeads } from './lead-fact-store.ts';

/** A row of a change of facts; the facts as they are kept. */
export interface LeadRowAsk {
  leadId: number;
  facts: Facts;
  key?: string | undefined;
}

const rowsAChunk = 4_000;

/** Freezes rows about the facts of leads, with what is known of each now: one that changes before the run has drifted. */
export async function freezeLeadFacts(
  tx: Transaction,
  orgId: number,
  { requestId, asker, asks }: { requestId: number; asker: Asker; asks: readonly LeadRowAsk[] },
): Promise<FrozenRows> {
  refuseDoubled(
    asks.map(({ leadId }) => leadId),
    { at: (place) => `leads[${place}].leadId`, nameOf: (place) => `Lead ${asks[place]?.leadId}` },
  );
  const results: RowResult[] = [];
  for (let start = 0; start < asks.length; start += rowsAChunk) {
    const rows = asks.slice(start, start + rowsAChunk);
    const chunkNo = start / rowsAChunk + 1;
    results.push(...(await freezeChunk(tx, orgId, { requestId, chunkNo, asker, rows })));
    await letOthers();
  }
  return foreseeRows(results, 'leads');
}

async function freezeChunk(
  tx: Transaction,
  orgId: number,
  {
    requestId,
    chunkNo,
    asker,
    rows,
  }: { requestId: number; chunkNo: number; asker: Asker; rows: readonly LeadRowAsk[] },
): Promise<RowResult[]> {
  const subjects = rows.map(({ leadId }) => leadId);
  const known = await findKnownLeads(tx, orgId, subjects);
  const steps = await settleLeadFacts(tx, orgId, { asker, asks: rows, known });
  const results = steps.map((step) => judgeLeadFacts(step).result);
  insertPlannedChunk(tx, orgId, requestId, {
    ...{ chunkNo, part: 'lead-facts', subjects, revisions: null, receivers: null, whys: null },
    inputs: rows.map(({ facts }, place) => ({ facts, ...keepBefore(facts, steps[place]) })),
    planned: encodeOutcomes(results),
    keys: keysOf(rows),
    details: collectDetails(results),
  });
  return results;
}
