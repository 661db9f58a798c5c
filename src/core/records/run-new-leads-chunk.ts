import { Refusal } from '../../contract/refusal.ts';
import { readMoment } from '../../database/moment.ts';
import { takeKeyTurn } from '../external-keys/external-key-store.ts';
import { hasKeys } from '../facts/judge-external-keys.ts';
import { findLargestLeadId, takeNumberTurn } from '../leads/insert-leads.ts';
import { endsRequest, type RunChunk } from '../ledger/chunk-runner.ts';
import { failBy, type RowResult } from '../ledger/request-rules.ts';
import { lockUsers } from '../users/user-store.ts';
import { judgeNewLeads } from './judge-new-leads.ts';
import { readKeptLead } from './new-lead-ask.ts';
import { type NumberedLead, numberLeads, saveNewLeads } from './save-new-leads.ts';

/** Makes leads as they were frozen, judged anew, and puts on them whoever was asked for. */
export const runNewLeadsChunk: RunChunk = async (tx, orgId, request, { inputs }) => {
  takeNumberTurn(tx, orgId);
  const leads = (inputs ?? []).map(readKeptLead);
  if (leads.some(({ facts }) => hasKeys(facts))) takeKeyTurn(tx, orgId);
  const asks = leads.map((lead) => ({ lead, asker: request.asker }));
  const [judged, largest] = await Promise.all([
    judgeNewLeads(tx, orgId, { asks, loadUsers: lockUsers }),
    findLargestLeadId(tx, orgId),
  ]);
  const numbered = numberLeads(leads, judged, largest);
  const results = numbered.map(toResult);
  const end = results.findIndex((result) => endsRequest(result, request));
  const attempted = end < 0 ? numbered : numbered.slice(0, end + 1);
  const made = attempted.map((each) => (each instanceof Refusal ? undefined : each));
  const { requestId } = request;
  await saveNewLeads(tx, orgId, {
    at: await readMoment(tx),
    leads: made.flatMap((lead) => (lead ? [{ ...lead, requestId }] : [])),
  });
  return {
    results: results.slice(0, attempted.length),
    subjects: leads.map((_, place) => made[place]?.leadId ?? 0),
    revisions: leads.map((_, place) => (made[place] ? 0 : null)),
  };
};

function toResult(numbered: NumberedLead | Refusal): RowResult {
  return numbered instanceof Refusal ? failBy(numbered) : { outcome: 'changed' };
}
