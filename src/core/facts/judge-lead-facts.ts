import { orRefusal } from '../../contract/refusal.ts';
import { archived, recordFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type Asker, isAdministrator } from '../access/access-rules.ts';
import { loadCurrent } from '../assignments/assignment-store.ts';
import { refuseUnseenLead } from '../assignments/reach-rules.ts';
import { listChanges } from '../law/fact-rules.ts';
import { endsRequest } from '../ledger/chunk-runner.ts';
import { failBy } from '../ledger/request-rules.ts';
import { findReaches } from '../reporting/find-reach.ts';
import { type FactStep, type Facts, type JudgedFacts, judgeChanges, type Known } from './fact-steps.ts';

/** Rows as they are to be judged: about nothing that there is or that the asker sees, or about what is archived, they fail. */
export async function settleLeadFacts<Lead extends Known>(
  tx: Transaction,
  orgId: number,
  { asker, asks, known }: { asker: Asker; asks: readonly LeadAsk[]; known: ReadonlyMap<number, Lead> },
): Promise<FactStep<Lead>[]> {
  const askedBy = asks.map((ask) => ({ ...ask, requester: asker }));
  return settleLeadFactsOf(tx, orgId, { asks: askedBy, known });
}

/** The same of rows each of which somebody else may ask for. */
export async function settleLeadFactsOf<Lead extends Known>(
  tx: Transaction,
  orgId: number,
  { asks, known }: { asks: readonly (LeadAsk & { requester: Asker })[]; known: ReadonlyMap<number, Lead> },
): Promise<FactStep<Lead>[]> {
  const limited = asks.filter(({ requester }) => !isAdministrator(requester)).map(({ leadId }) => leadId);
  const current = limited.length === 0 ? new Map() : await loadCurrent(tx, orgId, limited);
  const requesters = asks.map(({ requester }) => requester);
  const reachOf = await findReaches(tx, orgId, requesters, () => listStanding(current));
  return asks.map(({ leadId, facts, requester }) => {
    const lead = known.get(leadId);
    const isArchived = lead?.facts[recordFact] === archived && !(recordFact in facts);
    const question = { leadId, exists: lead !== undefined, isArchived, current: current.get(leadId) ?? [] };
    const refusal = orRefusal(() => refuseUnseenLead(reachOf(requester), question));
    if (refusal) return { settled: failBy(refusal) };
    if (!lead) throw new Error(`Lead ${leadId} is seen and is not there.`);
    return { known: lead, asked: facts };
  });
}

interface LeadAsk {
  leadId: number;
  facts: Facts;
}

function* listStanding(current: ReadonlyMap<number, readonly { userId: number }[]>): Generator<number> {
  for (const rows of current.values()) for (const { userId } of rows) yield userId;
}

/** Each row by itself: no fact of a lead stands in the way of another's. */
export function judgeLeadFacts(step: FactStep<Known>): JudgedFacts {
  if ('settled' in step) return { result: step.settled, changes: [] };
  const { known, asked } = step;
  return judgeChanges(known, listChanges(known.facts, asked, Object.keys(asked)));
}

/** Rows up to the first that ends the request. */
export function judgeUntilEnd(
  steps: readonly FactStep<Known>[],
  request: Parameters<typeof endsRequest>[1],
): JudgedFacts[] {
  const judged: JudgedFacts[] = [];
  for (const step of steps) {
    const row = judgeLeadFacts(step);
    judged.push(row);
    if (endsRequest(row.result, request)) break;
  }
  return judged;
}
