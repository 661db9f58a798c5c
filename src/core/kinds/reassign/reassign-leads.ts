import { orRefusal, Refusal } from '../../../contract/refusal.ts';
import type { OtherUsers } from '../../../contract/words/term-words.ts';
import { held } from '../../../database/answer-batch.ts';
import type { Manner } from '../../../database/coalescer.ts';
import { momentAfter, readMoment } from '../../../database/moment.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Asker, Reach } from '../../access/access-rules.ts';
import { type LeadChange, loadCurrent, saveChanges, startsOf } from '../../assignments/assignment-store.ts';
import { findHeld, type Held, needsHeld } from '../../assignments/find-held.ts';
import { judgeLead } from '../../assignments/judge-lead.ts';
import { type Assignment, type AssignmentChange, decideReassignment } from '../../law/assignment-rules.ts';
import { bumpRevisions, type LockedLeads, lockLeads } from '../../leads/lead-store.ts';
import {
  collectDetails,
  countOutcomes,
  decideFinalState,
  encodeOutcomes,
  failBy,
  outcomeOf,
  type Requester,
  type RowResult,
} from '../../ledger/request-rules.ts';
import { insertSingles, takeRequestIds } from '../../ledger/request-store.ts';
import type { Idempotency } from '../../repeats/keyed-call-store.ts';
import { findReaches } from '../../reporting/find-reach.ts';
import { namesOf, UserDirectory, type UserReference } from '../../users/user-reference.ts';
import { lockUsers } from '../../users/user-store.ts';

/** One lead's reassignment as a caller asks for it. */
export interface ReassignmentAsk {
  leadId: number;
  primary: UserReference;
  listed: readonly UserReference[];
  others: OtherUsers;
  requester: Requester;
  /** By which the same call is known when it comes again. */
  idempotency?: Idempotency | undefined;
}

export type ReassignmentAnswer =
  | { requestId: number; outcome: 'changed' | 'unchanged' }
  | { requestId: number; outcome: 'failed'; refusal: Refusal };

/** What an ask is judged by: locked or read after the locks, but for what somebody else holds. */
interface Known extends LockedLeads {
  current: ReadonlyMap<number, Assignment[]>;
  users: UserDirectory;
  reachOf: (asker: Asker) => Reach;
  elsewhere: Held;
}

interface Judged {
  ask: ReassignmentAsk;
  requestId: number;
  change: LeadChange;
  answer: ReassignmentAnswer;
}

/**
 * Reassigns many leads in one transaction, each as a request of its own, at most one for a lead.
 * An ask that the rules refuse changes nothing and harms no other; it is recorded as a failed request. One that would
 * change what somebody else holds is answered `held`, and nothing of it is done.
 */
export async function reassignLeads(
  tx: Transaction,
  orgId: number,
  asks: readonly ReassignmentAsk[],
  manner: Manner,
): Promise<(ReassignmentAnswer | typeof held)[]> {
  const leadIds = asks.map((ask) => ask.leadId).sort((a, b) => a - b);
  const references = asks.flatMap(referencesOf);
  const [{ revisions, archived }, current, locked, requestIds, now] = await Promise.all([
    lockLeads(tx, orgId, leadIds, manner),
    loadCurrent(tx, orgId, leadIds),
    lockUsers(tx, orgId, namesOf(references), manner),
    takeRequestIds(tx, asks.length),
    readMoment(tx),
  ]);
  const users = new UserDirectory(locked);
  const elsewhere = await findHeld(tx, orgId, { leadIds, revisions, references, locked: users });
  users.add(elsewhere.users);
  const askers = asks.map((ask) => ask.requester);
  const reachOf = await findReaches(tx, orgId, askers, () => [
    ...users.listIds(),
    ...current
      .values()
      .toArray()
      .flat()
      .map((each) => each.userId),
  ]);
  const known = { revisions, current, users, reachOf, elsewhere, archived };
  const judged = asks.map((ask, place) => judge(known, ask, requestIds[place] ?? 0));
  const at = await momentAfter(tx, now, startsOf(current));
  save(tx, orgId, at, revisions, judged.filter(isJudged));
  return judged.map((each) => (isJudged(each) ? each.answer : each));
}

function referencesOf({ primary, listed }: ReassignmentAsk): UserReference[] {
  return [primary, ...listed];
}

function isJudged(judged: Judged | typeof held): judged is Judged {
  return judged !== held;
}

/** What would be refused anyway needs no lock, so it is refused at once. */
function judge(known: Known, ask: ReassignmentAsk, requestId: number): Judged | typeof held {
  const { leadId } = ask;
  const judged = orRefusal(() => decide(known, ask));
  if (judged instanceof Refusal) {
    const change = { leadId, requestId, close: [], open: [] };
    return { ask, requestId, change, answer: { requestId, outcome: 'failed', refusal: judged } };
  }
  if (needsHeld(known.elsewhere, { leadId, references: referencesOf(ask) })) return held;
  const change = { leadId, requestId, ...judged };
  return { ask, requestId, change, answer: { requestId, outcome: outcomeOf(change) } };
}

function decide(
  { revisions, current, users, reachOf, elsewhere, archived }: Known,
  ask: ReassignmentAsk,
): AssignmentChange {
  const { leadId, primary, listed, others, requester } = ask;
  const lead = {
    leadId,
    exists: revisions.has(leadId) || elsewhere.leads.has(leadId),
    isArchived: archived.has(leadId),
    current: current.get(leadId) ?? [],
  };
  const by = { users, reach: reachOf(requester), decide: decideReassignment };
  return judgeLead(by, { ...lead, primary, listed, removal: { role: undefined, others, remove: [] } }).change;
}

function save(
  tx: Transaction,
  orgId: number,
  at: string,
  revisions: ReadonlyMap<number, number>,
  judged: readonly Judged[],
): void {
  if (judged.length === 0) return;
  insertSingles(
    tx,
    orgId,
    at,
    judged.map(({ ask, requestId, answer }) => {
      const results = [resultOf(answer)];
      const counts = countOutcomes(results);
      return {
        requestId,
        kind: 'reassign',
        state: decideFinalState(counts),
        spec: { primary: ask.primary, listed: ask.listed, others: ask.others },
        requester: ask.requester,
        idempotency: ask.idempotency,
        subject: ask.leadId,
        revision: revisions.get(ask.leadId) ?? null,
        counts,
        outcome: encodeOutcomes(results),
        details: collectDetails(results),
      };
    }),
  );
  const changed = judged.filter(({ answer }) => answer.outcome === 'changed').map(({ change }) => change);
  if (changed.length === 0) return;
  bumpRevisions(
    tx,
    orgId,
    changed.map((change) => change.leadId),
  );
  saveChanges(tx, orgId, at, changed);
}

function resultOf(answer: ReassignmentAnswer): RowResult {
  return answer.outcome === 'failed' ? failBy(answer.refusal) : { outcome: answer.outcome };
}
