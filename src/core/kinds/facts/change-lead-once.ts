import type { Database } from '../../../database/database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import { refuseAgents } from '../../access/access-rules.ts';
import { findKnownLeads, type LeadFacts, showFacts } from '../../facts/lead-fact-store.ts';
import { type LeadFactsAsk, readLeadFacts } from '../../facts/read-lead-facts.ts';
import { findDone, type Repeatable } from '../../repeats/keyed-call-store.ts';
import { submitOnce } from '../../repeats/submit-once.ts';
import type { LeadChangeAsk } from './change-leads.ts';
import type { LeadFactsLane } from './lead-facts-lane.ts';

/** The lead as it is now; without a request all was so already, and none was made. */
interface Changed {
  requestId: number | null;
  isRepeat: boolean;
  lead: LeadFacts;
}

/**
 * Changes facts of a lead, by a request that has run when this ends. For managers of leads on which somebody of their team
 * stands. A call that repeats an idempotency key gets the answer of the first.
 */
export async function changeLeadOnce(
  { database, lane }: { database: Database; lane: LeadFactsLane },
  orgId: number,
  { facts, ...call }: Omit<LeadChangeAsk, 'facts'> & { facts: LeadFactsAsk },
): Promise<Changed> {
  refuseAgents(call.requester, 'Changing what is known of leads');
  const ask = { ...call, facts: readLeadFacts(facts, (fact) => fact) };
  return submitOnce<Changed>(ask, {
    find: () => findEarlier(database, orgId, ask),
    submit: async () => {
      const answer = await lane.submit(orgId, ask);
      if ('refusal' in answer) throw answer.refusal;
      return { ...answer, isRepeat: false };
    },
  });
}

async function findEarlier(
  database: Database,
  orgId: number,
  call: Repeatable & { leadId: number },
): Promise<Changed | undefined> {
  return readInOrg(database, orgId, async (tx) => {
    const done = await findDone(tx, orgId, call);
    const lead = done && (await findKnownLeads(tx, orgId, [call.leadId])).get(call.leadId);
    return done && lead && { requestId: done.requestId, isRepeat: true, lead: showFacts(lead, lead.facts) };
  });
}
