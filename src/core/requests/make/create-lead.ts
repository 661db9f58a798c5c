import type { Database } from '../../../database/database.ts';
import { refuseAgents } from '../../access/access-rules.ts';
import { takeNumberTurn } from '../../leads/insert-leads.ts';
import { freezeNewLeads } from '../../records/freeze-new-leads.ts';
import { type NewLeadAsk, readNewLead } from '../../records/new-lead-ask.ts';
import { type RanNow, type RunNowOptions, runNow } from '../run/run-now.ts';

/** Makes a lead, by a request that has run when this ends. For administrators, and for managers where it is their team's. */
export async function createLead(
  database: Database,
  orgId: number,
  { lead, ...call }: RunNowOptions & { lead: NewLeadAsk },
): Promise<RanNow> {
  const asker = call.requester;
  refuseAgents(asker, 'Making leads');
  const kept = readNewLead(lead, { asker, at: (member) => member });
  return runNow(database, orgId, call, async (tx, requestId) => {
    takeNumberTurn(tx, orgId);
    return {
      kind: 'record',
      spec: {},
      ...(await freezeNewLeads(tx, orgId, {
        requestId,
        asker,
        leads: [kept],
        at: (_place, member) => member,
      })),
    };
  });
}
