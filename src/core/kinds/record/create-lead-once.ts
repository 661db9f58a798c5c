import type { Database } from '../../../database/database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import { refuseAgents } from '../../access/access-rules.ts';
import { getLead, type ShownLead } from '../../leads/show-lead.ts';
import { getRequestOf } from '../../ledger/accept-plan.ts';
import { findMade } from '../../ledger/find-made.ts';
import { type NewLeadAsk, readNewLead } from '../../records/new-lead-ask.ts';
import { findDone } from '../../repeats/keyed-call-store.ts';
import { submitOnce } from '../../repeats/submit-once.ts';
import type { NewLeadCall } from './create-leads.ts';
import type { NewLeadsLane } from './new-leads-lane.ts';

/** The lead, and the request that made it. */
interface Made {
  lead: ShownLead;
  requestId: number;
  isRepeat: boolean;
}

/**
 * Makes a lead, by a request that has run when this ends. For administrators, and for managers where it is their team's. A call
 * that repeats an idempotency key gets the answer of the first.
 */
export async function createLeadOnce(
  { database, lane }: { database: Database; lane: NewLeadsLane },
  orgId: number,
  { lead, ...call }: Omit<NewLeadCall, 'lead'> & { lead: NewLeadAsk },
): Promise<Made> {
  const asker = call.requester;
  refuseAgents(asker, 'Making leads');
  const kept = readNewLead(lead, { asker, at: (member) => member });
  return submitOnce<Made>(call, {
    find: () =>
      readInOrg(database, orgId, async (tx) => {
        const done = await findDone(tx, orgId, call);
        if (!done) return undefined;
        const requestId = getRequestOf(done);
        const { subject: leadId } = await findMade(tx, orgId, requestId);
        return { lead: await getLead(tx, { ...asker, orgId }, { leadId }), requestId, isRepeat: true };
      }),
    submit: async () => {
      const answer = await lane.submit(orgId, { ...call, lead: kept });
      if ('refusal' in answer) throw answer.refusal;
      return { ...answer, isRepeat: false };
    },
  });
}
