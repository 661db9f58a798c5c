import { Refusal } from '../../contract/refusal.ts';
import { active, recordFact } from '../../contract/words/fact-words.ts';
import { readMoment } from '../../database/moment.ts';
import type { Transaction } from '../../database/transaction.ts';
import { saveChanges } from '../assignments/assignment-store.ts';
import { keepPast } from '../facts/fact-past-store.ts';
import { attributesOf } from '../facts/lead-fact-store.ts';
import type { AssignmentChange } from '../law/assignment-rules.ts';
import { findLargestLeadId, insertLeads, takeNumberTurn } from '../leads/insert-leads.ts';
import { endsRequest, type RunChunk } from '../ledger/chunk-runner.ts';
import { failBy, type RowResult } from '../ledger/request-rules.ts';
import { lockUsers } from '../users/user-store.ts';
import { type JudgedNewLead, judgeNewLeads } from './judge-new-leads.ts';
import { createdAtOf, type KeptLead, readKeptLead } from './new-lead-ask.ts';

/** Makes leads as they were frozen, judged anew, and puts on them whoever was asked for. */
export const runNewLeadsChunk: RunChunk = async (tx, orgId, request, { inputs }) => {
  takeNumberTurn(tx, orgId);
  const leads = (inputs ?? []).map(readKeptLead);
  const [judged, largest] = await Promise.all([
    judgeNewLeads(tx, orgId, { asker: request.asker, leads, loadUsers: lockUsers }),
    findLargestLeadId(tx, orgId),
  ]);
  const numbered = numberLeads(leads, judged, largest);
  const results = numbered.map(toResult);
  const end = results.findIndex((result) => endsRequest(result, request));
  const attempted = end < 0 ? numbered : numbered.slice(0, end + 1);
  const made = attempted.map((each) => (each instanceof Refusal ? undefined : each));
  const { requestId } = request;
  await saveNewLeads(tx, orgId, { requestId, leads: made.filter((lead) => lead !== undefined) });
  return {
    results: results.slice(0, attempted.length),
    subjects: leads.map((_, place) => made[place]?.leadId ?? 0),
    revisions: leads.map((_, place) => (made[place] ? 0 : null)),
  };
};

interface MadeLead {
  leadId: number;
  kept: KeptLead;
  open: AssignmentChange['open'];
}

/** Those that ask for no id get the next free ones, above every one that there is and that is asked for. */
function numberLeads(
  leads: readonly KeptLead[],
  judged: readonly JudgedNewLead[],
  largest: number,
): (MadeLead | Refusal)[] {
  let last = leads.reduce((most, { leadId }) => Math.max(most, leadId ?? 0), largest);
  return judged.map((each, place) => {
    const kept = leads[place];
    if (each instanceof Refusal) return each;
    if (!kept) throw new Error(`Row ${place + 1} was judged and is not there.`);
    if (kept.leadId !== null) return { leadId: kept.leadId, kept, open: each.open };
    if (last >= Number.MAX_SAFE_INTEGER) return noFreeId();
    last += 1;
    return { leadId: last, kept, open: each.open };
  });
}

function noFreeId(): Refusal {
  const message = 'There is no free id above that of the last lead; give the lead a leadId that is free.';
  return new Refusal('already-exists', { field: 'leadId', message });
}

async function saveNewLeads(
  tx: Transaction,
  orgId: number,
  { requestId, leads }: { requestId: number; leads: readonly MadeLead[] },
): Promise<void> {
  if (leads.length === 0) return;
  const at = await readMoment(tx);
  const taken = await insertLeads(tx, orgId, leads.map(toRow));
  if (taken.size > 0) throw new Error(`Lead ${[...taken][0]} came while it was this turn.`);
  const changes = [{ fact: recordFact, before: null, after: active }];
  const changed = leads.map(({ leadId }) => ({ subjectId: leadId, requestId, changes }));
  keepPast(tx, orgId, { about: 'lead', at, changed });
  saveChanges(
    tx,
    orgId,
    at,
    leads.map(({ leadId, open }) => ({ leadId, requestId, close: [], open })),
  );
}

function toRow({ leadId, kept, open }: MadeLead) {
  const text = (word: string) => kept.facts[word] ?? '';
  return {
    ...{
      leadId,
      name: text('name'),
      status: text('status'),
      source: text('source'),
      state: text('state'),
    },
    attributes: attributesOf(kept.facts),
    createdAt: createdAtOf(kept),
    revision: open.length > 0 ? (1 as const) : (0 as const),
  };
}

function toResult(numbered: MadeLead | Refusal): RowResult {
  return numbered instanceof Refusal ? failBy(numbered) : { outcome: 'changed' };
}
