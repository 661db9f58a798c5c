import { Refusal } from '../../contract/refusal.ts';
import { active, recordFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { saveChanges } from '../assignments/assignment-store.ts';
import { giveKeys, type KeyHolder } from '../external-keys/external-key-store.ts';
import { keepPast } from '../facts/fact-past-store.ts';
import { keysOfFacts } from '../facts/judge-external-keys.ts';
import { attributesOf } from '../facts/lead-fact-store.ts';
import type { AssignmentChange } from '../law/assignment-rules.ts';
import { insertLeads } from '../leads/insert-leads.ts';
import type { JudgedNewLead } from './judge-new-leads.ts';
import { createdAtOf, type KeptLead } from './new-lead-ask.ts';

/** A lead with the id that it gets, and who will stand on it. */
export interface NumberedLead {
  leadId: number;
  kept: KeptLead;
  open: AssignmentChange['open'];
}

/** Those that ask for no id get the next free ones, above every one that there is and that one of them gets. */
export function numberLeads(
  leads: readonly KeptLead[],
  judged: readonly JudgedNewLead[],
  largest: number,
): (NumberedLead | Refusal)[] {
  const chosen = leads.map(({ leadId }, place) => (judged[place] instanceof Refusal ? 0 : (leadId ?? 0)));
  let last = chosen.reduce((most, leadId) => Math.max(most, leadId), largest);
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

/** Writes leads, each made by a request at moment `at`. It must be the turn of whoever numbers leads. */
export async function saveNewLeads(
  tx: Transaction,
  orgId: number,
  { at, leads }: { at: string; leads: readonly (NumberedLead & { requestId: number })[] },
): Promise<void> {
  if (leads.length === 0) return;
  const inserted = insertLeads(tx, orgId, leads.map(toRow));
  const changes = [{ fact: recordFact, before: null, after: active }];
  const changed = leads.map(({ leadId, requestId }) => ({ subjectId: leadId, requestId, changes }));
  keepPast(tx, orgId, { about: 'lead', at, changed });
  giveKeys(tx, orgId, { about: 'lead', given: leads.flatMap(listKeys) });
  saveChanges(
    tx,
    orgId,
    at,
    leads.map(({ leadId, requestId, open }) => ({ leadId, requestId, close: [], open })),
  );
  const taken = await inserted;
  if (taken.size > 0) throw new Error(`Lead ${[...taken][0]} came while it was this turn.`);
}

function listKeys({ leadId, kept }: NumberedLead): KeyHolder[] {
  return keysOfFacts(kept.facts).map((key) => ({ ...key, subjectId: leadId }));
}

function toRow({ leadId, kept, open }: NumberedLead) {
  return {
    leadId,
    facts: kept.facts,
    attributes: attributesOf(kept.facts),
    createdAt: createdAtOf(kept),
    revision: open.length > 0 ? (1 as const) : (0 as const),
  };
}
