import { refuseDoubled } from '../../contract/rules/doubled-rules.ts';
import { active, archived, recordFact } from '../../contract/words/fact-words.ts';
import { letOthers } from '../../database/take-turns.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { keepBefore } from '../facts/fact-steps.ts';
import { judgeLeadFacts, settleLeadFacts } from '../facts/judge-lead-facts.ts';
import { findKnownLeads } from '../facts/lead-fact-store.ts';
import { foreseeRows } from '../ledger/foresee-rows.ts';
import type { FrozenRows } from '../ledger/plan-rules.ts';
import { insertPlannedChunk } from '../ledger/plan-store.ts';
import { collectDetails, encodeOutcomes, type RowResult } from '../ledger/request-rules.ts';

const rowsAChunk = 4_000;

interface Records {
  requestId: number;
  asker: Asker;
  leadIds: readonly number[];
  isArchived: boolean;
}

/** Freezes leads that are to be archived, or brought back. */
export async function freezeRecords(
  tx: Transaction,
  orgId: number,
  { requestId, asker, leadIds, isArchived }: Records,
): Promise<FrozenRows> {
  refuseDoubled(leadIds, {
    at: (place) => `leads[${place}]`,
    nameOf: (place) => `Lead ${leadIds[place]}`,
  });
  const facts = { [recordFact]: isArchived ? archived : active };
  const results: RowResult[] = [];
  for (let start = 0; start < leadIds.length; start += rowsAChunk) {
    const subjects = leadIds.slice(start, start + rowsAChunk);
    const known = await findKnownLeads(tx, orgId, subjects);
    const asks = subjects.map((leadId) => ({ leadId, facts }));
    const steps = await settleLeadFacts(tx, orgId, { asker, asks, known });
    const foreseen = steps.map((step) => judgeLeadFacts(step).result);
    insertPlannedChunk(tx, orgId, requestId, {
      ...{ chunkNo: start / rowsAChunk + 1, part: 'record', subjects, keys: null },
      ...{ receivers: null, whys: null },
      revisions: subjects.map((leadId) => known.get(leadId)?.revision ?? 0),
      inputs: steps.map((step) => ({ facts, ...keepBefore(facts, step) })),
      planned: encodeOutcomes(foreseen),
      details: collectDetails(foreseen),
    });
    results.push(...foreseen);
    await letOthers();
  }
  return foreseeRows(results, 'leads');
}
