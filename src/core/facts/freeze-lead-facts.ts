import { refuseDoubled } from '../../contract/rules/doubled-rules.ts';
import { letOthers } from '../../database/take-turns.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import type { FrozenRows } from '../ledger/plan-rules.ts';
import { insertPlannedChunk } from '../ledger/plan-store.ts';
import { collectDetails, countOutcomes, encodeOutcomes, type RowResult } from '../ledger/request-rules.ts';
import { warnOfRows } from '../ledger/warn-of-rows.ts';
import type { FactStep, Facts, Known } from './fact-steps.ts';
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
  const { total, ...counts } = countOutcomes(results);
  return { total, preview: { ...counts, books: [], usersTouched: 0, warnings: warnOfRows(counts) } };
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
    inputs: rows.map(({ facts }, place) => ({ facts, ...beforeOf(facts, steps[place]) })),
    planned: encodeOutcomes(results),
    keys: rows.some(({ key }) => key !== undefined) ? rows.map(({ key }) => key ?? null) : null,
    details: collectDetails(results),
  });
  return results;
}

/** Of a lead that whoever asks does not see nothing is kept. */
function beforeOf(facts: Facts, step: FactStep<Known> | undefined): { before?: Facts } {
  if (!step || 'settled' in step) return {};
  const { known } = step;
  return { before: Object.fromEntries(Object.keys(facts).map((fact) => [fact, known.facts[fact] ?? null])) };
}
