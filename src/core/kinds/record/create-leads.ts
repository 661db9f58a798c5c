import { Refusal } from '../../../contract/refusal.ts';
import { readMoment } from '../../../database/moment.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { takeKeyTurn } from '../../external-keys/external-key-store.ts';
import { hasKeys } from '../../facts/judge-external-keys.ts';
import { findLargestLeadId, takeNumberTurn } from '../../leads/insert-leads.ts';
import { type ShownLead, showLeads } from '../../leads/show-lead.ts';
import { countOutcomes, encodeOutcomes, type Requester } from '../../ledger/request-rules.ts';
import { insertSingles, takeRequestIds } from '../../ledger/request-store.ts';
import { judgeNewLeads } from '../../records/judge-new-leads.ts';
import { type KeptLead, toInput } from '../../records/new-lead-ask.ts';
import { type NumberedLead, numberLeads, saveNewLeads } from '../../records/save-new-leads.ts';
import type { Idempotency } from '../../repeats/keyed-call-store.ts';
import { lockUsers } from '../../users/user-store.ts';

/** A lead that one caller makes. */
export interface NewLeadCall {
  lead: KeptLead;
  requester: Requester;
  reason?: string | undefined;
  /** By which the same call is known when it comes again. */
  idempotency?: Idempotency | undefined;
}

export type NewLeadAnswer = { requestId: number; lead: ShownLead } | { refusal: Refusal };

/**
 * Makes many leads in one transaction, each by a request of its own; no two of them ask for the same id. One that is refused
 * is not made, harms no other and leaves no request.
 */
export async function createLeads(
  tx: Transaction,
  orgId: number,
  calls: readonly NewLeadCall[],
): Promise<NewLeadAnswer[]> {
  takeNumberTurn(tx, orgId);
  if (calls.some(({ lead }) => hasKeys(lead.facts))) takeKeyTurn(tx, orgId);
  const asks = calls.map(({ lead, requester }) => ({ lead, asker: requester }));
  const [judged, largest, requestIds, at] = await Promise.all([
    judgeNewLeads(tx, orgId, { asks, loadUsers: lockUsers }),
    findLargestLeadId(tx, orgId),
    takeRequestIds(tx, calls.length),
    readMoment(tx),
  ]);
  const leads = calls.map(({ lead }) => lead);
  const numbered = numberLeads(leads, judged, largest);
  const made = calls.flatMap((call, place) => {
    const lead = numbered[place];
    return !lead || lead instanceof Refusal ? [] : [{ ...lead, call, requestId: requestIds[place] ?? 0 }];
  });
  if (made.length > 0) insertSingles(tx, orgId, at, made.map(toRequest));
  await saveNewLeads(tx, orgId, { at, leads: made });
  const shown = await showMade(tx, orgId, made);
  return numbered.map((lead, place) => {
    if (lead instanceof Refusal) return { refusal: lead };
    const found = shown.get(lead.leadId);
    if (!found) throw new Error(`Lead ${lead.leadId} was made, and is not in the sight of who made it.`);
    return { requestId: requestIds[place] ?? 0, lead: found };
  });
}

/** As each of those who made them sees them. */
async function showMade(
  tx: Transaction,
  orgId: number,
  made: readonly { leadId: number; call: NewLeadCall }[],
): Promise<Map<number, ShownLead>> {
  const askers = new Map(made.map(({ call }) => [call.requester.userId, call.requester]));
  const shown = await Promise.all(
    Array.from(askers.values(), (asker) => {
      const theirs = made.filter(({ call }) => call.requester.userId === asker.userId);
      return showLeads(tx, { ...asker, orgId }, { leadIds: theirs.map(({ leadId }) => leadId) });
    }),
  );
  return new Map(shown.flatMap((some) => [...some]));
}

function toRequest({
  call,
  requestId,
  leadId,
  kept,
}: NumberedLead & { call: NewLeadCall; requestId: number }) {
  const { requester, idempotency, reason } = call;
  const results = [{ outcome: 'changed' as const }];
  return {
    ...{ requestId, kind: 'record' as const, state: 'done' as const, spec: {} },
    ...{ requester, idempotency, reason },
    ...{ part: 'record' as const, input: toInput(kept), subject: leadId, revision: 0 },
    ...{ counts: countOutcomes(results), outcome: encodeOutcomes(results), details: null },
  };
}
