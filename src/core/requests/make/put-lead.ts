import { Refusal } from '../../../contract/refusal.ts';
import type { Database } from '../../../database/database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import { isAdministrator, refuseAgents } from '../../access/access-rules.ts';
import { findKeyHolders } from '../../external-keys/external-key-store.ts';
import { nameByKey } from '../../external-keys/get-by-key.ts';
import {
  type ExternalKey,
  nameFact,
  readExternalKey,
  withKey,
} from '../../external-keys/read-external-keys.ts';
import { tellTaken } from '../../facts/judge-external-keys.ts';
import type { LeadFactsAsk } from '../../facts/read-lead-facts.ts';
import { changeLeadOnce } from '../../kinds/facts/change-lead-once.ts';
import type { LeadFactsLane } from '../../kinds/facts/lead-facts-lane.ts';
import { createLeadOnce } from '../../kinds/record/create-lead-once.ts';
import type { NewLeadsLane } from '../../kinds/record/new-leads-lane.ts';
import { findMade } from '../../ledger/find-made.ts';
import { type Requester, refusalOf } from '../../ledger/request-rules.ts';
import type { NewLeadAsk } from '../../records/new-lead-ask.ts';
import type { Idempotency } from '../../repeats/keyed-call-store.ts';
import { type PutSubject, refuseUnmatched } from './put-subject.ts';

interface Parts {
  database: Database;
  newLeads: NewLeadsLane;
  leadFacts: LeadFactsLane;
}

interface PutLeadAsk {
  named: ExternalKey;
  /** What is to be known of it, and of a new one who stands on it from the start. */
  lead: LeadFactsAsk & Pick<NewLeadAsk, 'createdAt' | 'primary' | 'listed'>;
  ifMatch?: readonly string[] | undefined;
  reason?: string | undefined;
  requester: Requester;
  idempotency?: Idempotency | undefined;
}

const attempts = 5;

/**
 * Changes the lead that has a key in another system, or makes one by it, by a request that has run when this ends. For
 * administrators; for managers where they see the lead, or it is to be their team's.
 */
export async function putLead(parts: Parts, orgId: number, ask: PutLeadAsk): Promise<PutSubject> {
  refuseAgents(ask.requester, 'Making leads and changing them');
  const named = readExternalKey(ask.named);
  const externalKeys = withKey(ask.lead.externalKeys, named);
  const call = { ...ask, named, lead: { ...ask.lead, externalKeys } };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await putOnce(parts, orgId, call);
    } catch (error) {
      // Whoever came first gave the key to another lead meanwhile, which is the one to change.
      if (attempt >= attempts || !isTaken(error, named)) throw error;
    }
  }
}

function isTaken(error: unknown, { system }: ExternalKey): boolean {
  return error instanceof Refusal && error.code === 'key-taken' && error.field === nameFact(system);
}

async function putOnce(parts: Parts, orgId: number, ask: PutLeadAsk): Promise<PutSubject> {
  const { named } = ask;
  const [holder] = await readInOrg(parts.database, orgId, (tx) =>
    findKeyHolders(tx, orgId, { about: 'lead', keys: [named] }),
  );
  return holder ? change(parts, orgId, { ...ask, leadId: holder.subjectId }) : make(parts, orgId, ask);
}

async function change(
  { database, leadFacts: lane }: Parts,
  orgId: number,
  { named, lead, leadId, ...call }: PutLeadAsk & { leadId: number },
): Promise<PutSubject> {
  const { createdAt: _, primary: __, listed: ___, ...facts } = lead;
  const { requestId, isRepeat } = await changeLeadOnce({ database, lane }, orgId, {
    ...call,
    leadId,
    facts,
  }).catch((error: unknown) => {
    const isUnseen = error instanceof Refusal && error.code === 'lead-not-found';
    throw isUnseen && !isAdministrator(call.requester) ? refuseUnseen(named) : error;
  });
  const isNew =
    isRepeat &&
    requestId !== null &&
    (await readInOrg(database, orgId, (tx) => findMade(tx, orgId, requestId))).kind === 'record';
  return { id: leadId, requestId, isRepeat, isNew };
}

/** No lead is named to whoever does not see it, and no second one has its key. */
function refuseUnseen(named: ExternalKey): Refusal {
  return refusalOf({ detail: { ...tellTaken(named, { about: 'lead', holder: undefined }), field: 'key' } });
}

async function make(
  { database, newLeads: lane }: Parts,
  orgId: number,
  { named, lead, ifMatch, ...call }: PutLeadAsk,
): Promise<PutSubject> {
  const { name } = lead;
  if (ifMatch) throw refuseUnmatched('lead', named);
  if (typeof name !== 'string') {
    const message = `name is needed: there is no lead ${nameByKey(named)} yet, so a new one is made.`;
    throw new Refusal('invalid-input', { field: 'name', message });
  }
  const made = await createLeadOnce({ database, lane }, orgId, { ...call, lead: { ...lead, name } });
  return { id: made.lead.leadId, requestId: made.requestId, isRepeat: made.isRepeat, isNew: true };
}
