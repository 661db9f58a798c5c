import type { Database } from '../../../database/database.ts';
import { refuseAgents, refuseUnlessAdministrator } from '../../access/access-rules.ts';
import type { Accepted } from '../../ledger/accept-plan.ts';
import { planRequest } from '../../ledger/plan-request.ts';
import { freezeNewLeads } from '../../records/freeze-new-leads.ts';
import { freezeRecords } from '../../records/freeze-records.ts';
import { readNewLead } from '../../records/new-lead-ask.ts';
import type { RecordAsk } from './record-ask.ts';

/**
 * Freezes leads that are to be, which managers make for their team, too; or leads that administrators archive or bring back.
 */
export async function planRecord(database: Database, orgId: number, ask: RecordAsk): Promise<Accepted> {
  const { options } = ask;
  const asker = options.requester;
  if ('newLeads' in ask) {
    refuseAgents(asker, 'Making leads');
    const leads = ask.newLeads.map((lead, place) => ({
      ...readNewLead(lead, { asker, at: (member) => `newLeads[${place}].${member}` }),
      key: lead.key,
    }));
    return planRequest(database, orgId, options, async (tx, requestId) => ({
      kind: 'record',
      spec: {},
      ...(await freezeNewLeads(tx, orgId, { requestId, asker, leads })),
    }));
  }
  const { leadIds, isArchived } = ask;
  refuseUnlessAdministrator(asker, 'Archiving leads and bringing them back');
  return planRequest(database, orgId, options, async (tx, requestId) => ({
    kind: 'record',
    spec: { isArchived },
    ...(await freezeRecords(tx, orgId, { requestId, asker, leadIds, isArchived })),
  }));
}
