import { active, archived, recordFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { freezeLeadFacts } from '../facts/freeze-lead-facts.ts';
import type { FrozenRows } from '../ledger/plan-rules.ts';

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
  { leadIds, isArchived, ...of }: Records,
): Promise<FrozenRows> {
  const facts = { [recordFact]: isArchived ? archived : active };
  const asks = leadIds.map((leadId) => ({ leadId, facts }));
  return freezeLeadFacts(tx, orgId, { ...of, asks, part: 'record', at: (place) => `leads[${place}]` });
}
