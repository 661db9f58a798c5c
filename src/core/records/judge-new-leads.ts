import { orRefusal, Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { judgeLead } from '../assignments/judge-lead.ts';
import { findTakenKeys, keysOfFacts } from '../facts/judge-external-keys.ts';
import { type AssignmentChange, decideReassignment } from '../law/assignment-rules.ts';
import { findLeads } from '../leads/lead-store.ts';
import { refusalOf } from '../ledger/request-rules.ts';
import { findReaches } from '../reporting/find-reach.ts';
import { refuseDoubledUsers } from '../users/doubled-users.ts';
import { namesOf, UserDirectory } from '../users/user-reference.ts';
import type { findUsers } from '../users/user-store.ts';
import type { KeptLead } from './new-lead-ask.ts';

/** Who will stand on it, or why it cannot be made. */
export type JudgedNewLead = { open: AssignmentChange['open']; primaryId: number | null } | Refusal;

interface NewLeads {
  asks: readonly { lead: KeptLead; asker: Asker }[];
  /** Locks whoever is to stand on them, where they are to be written. */
  loadUsers: typeof findUsers;
}

/** Judges leads that are to be, each by itself: by the rules of a reassignment of a lead on which nobody stands. */
export async function judgeNewLeads(
  tx: Transaction,
  orgId: number,
  { asks, loadUsers }: NewLeads,
): Promise<JudgedNewLead[]> {
  const leads = asks.map(({ lead }) => lead);
  const named = leads.flatMap(({ primary, listed }) => (primary ? [primary, ...listed] : []));
  const ids = leads.flatMap(({ leadId }) => leadId ?? []);
  const [found, taken] = await Promise.all([
    named.length === 0 ? [] : loadUsers(tx, orgId, namesOf(named)),
    findLeads(tx, orgId, ids),
  ]);
  const users = new UserDirectory(found);
  const askers = asks.map(({ asker }) => asker);
  const reachOf = await findReaches(tx, orgId, askers, () => users.listIds());
  const judged = asks.map(({ lead: { leadId, primary, listed }, asker }): JudgedNewLead => {
    if (leadId !== null && taken.has(leadId)) return tellTaken(leadId);
    if (!primary) return { open: [], primaryId: null };
    const lead = { leadId: leadId ?? 0, exists: true, isNew: true, current: [], primary, listed } as const;
    const removal = { role: undefined, others: 'keep', remove: [] } as const;
    const reach = reachOf(asker);
    const standing = orRefusal(() => {
      refuseDoubledUsers(users, listed, { field: 'listed', reach });
      return judgeLead({ users, reach, decide: decideReassignment }, { ...lead, removal });
    });
    if (standing instanceof Refusal) return standing;
    return { open: standing.change.open, primaryId: standing.primaryId };
  });
  return refuseTakenKeys(tx, orgId, asks, judged);
}

/** Of those that could be made, refuses whichever asks for a key of another. */
async function refuseTakenKeys(
  tx: Transaction,
  orgId: number,
  asks: NewLeads['asks'],
  judged: JudgedNewLead[],
): Promise<JudgedNewLead[]> {
  const rows = asks.map(({ lead, asker }, place) => ({
    ...{ id: null, asker },
    keys: judged[place] instanceof Refusal ? [] : keysOfFacts(lead.facts),
  }));
  const taken = await findTakenKeys(tx, orgId, { about: 'lead', rows });
  return judged.map((each, place) => {
    const detail = taken[place];
    return detail ? refusalOf({ detail }) : each;
  });
}

function tellTaken(leadId: number): Refusal {
  const message = `There is a lead ${leadId} already. Change that one, or leave leadId out for the next free one.`;
  return new Refusal('already-exists', { field: 'leadId', message });
}
