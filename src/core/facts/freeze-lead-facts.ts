import { refuseDoubled } from '../../contract/rules/doubled-rules.ts';
import { letOthers } from '../../database/take-turns.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { foreseeRows } from '../ledger/foresee-rows.ts';
import type { FrozenRows } from '../ledger/plan-rules.ts';
import { insertPlannedChunk, keysOf } from '../ledger/plan-store.ts';
import { collectDetails, encodeOutcomes, type RowResult } from '../ledger/request-rules.ts';
import { type Facts, keepBefore } from './fact-steps.ts';
import { refuseDoubledKeys, refuseTakenKeys } from './judge-external-keys.ts';
import { judgeLeadFacts, settleLeadFacts } from './judge-lead-facts.ts';
import { findKnownLeads } from './lead-fact-store.ts';

/** A row of a change of facts; the facts as they are kept. */
export interface LeadRowAsk {
  leadId: number;
  facts: Facts;
  key?: string | undefined;
}

const rowsAChunk = 4_000;

interface LeadRows {
  requestId: number;
  asker: Asker;
  asks: readonly LeadRowAsk[];
  /** Rows of `record` keep who stands on their leads, too: that is what they change besides. */
  part?: 'lead-facts' | 'record';
  /** What the lead of a row is called in the body. */
  at?: (place: number) => string;
}

/** Freezes rows about the facts of leads, with what is known of each now: one that changes before the run has drifted. */
export async function freezeLeadFacts(
  tx: Transaction,
  orgId: number,
  { requestId, asker, asks, part = 'lead-facts', at = (place) => `leads[${place}].leadId` }: LeadRows,
): Promise<FrozenRows> {
  refuseDoubled(
    asks.map(({ leadId }) => leadId),
    { at, nameOf: (place) => `Lead ${asks[place]?.leadId}` },
  );
  refuseDoubledKeys(asks.map(({ facts }) => facts));
  const results: RowResult[] = [];
  for (let start = 0; start < asks.length; start += rowsAChunk) {
    const rows = asks.slice(start, start + rowsAChunk);
    const chunkNo = start / rowsAChunk + 1;
    results.push(...(await freezeChunk(tx, orgId, { requestId, chunkNo, asker, rows, part })));
    await letOthers();
  }
  return foreseeRows(results, 'leads');
}

async function freezeChunk(
  tx: Transaction,
  orgId: number,
  chunk: Required<Pick<LeadRows, 'requestId' | 'asker' | 'part'>> & {
    chunkNo: number;
    rows: readonly LeadRowAsk[];
  },
): Promise<RowResult[]> {
  const { requestId, chunkNo, asker, rows, part } = chunk;
  const subjects = rows.map(({ leadId }) => leadId);
  const known = await findKnownLeads(tx, orgId, subjects);
  const settled = await settleLeadFacts(tx, orgId, { asker, asks: rows, known });
  const steps = await refuseTakenKeys(tx, orgId, { about: 'lead', steps: settled, askerOf: () => asker });
  const results = steps.map((step) => judgeLeadFacts(step).result);
  insertPlannedChunk(tx, orgId, requestId, {
    ...{ chunkNo, part, subjects, receivers: null, whys: null },
    revisions: part === 'record' ? subjects.map((leadId) => known.get(leadId)?.revision ?? 0) : null,
    inputs: rows.map(({ facts }, place) => ({ facts, ...keepBefore(facts, steps[place]) })),
    planned: encodeOutcomes(results),
    keys: keysOf(rows),
    details: collectDetails(results),
  });
  return results;
}
