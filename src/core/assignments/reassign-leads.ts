import { orRefusal, Refusal } from '../../contract/refusal.ts';
import { momentAfter, readMoment } from '../../database/moment.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type Asker, type Reach, refuseAgents } from '../access/access-rules.ts';
import { findReaches } from '../access/find-reach.ts';
import { bumpRevisions, lockLeads } from '../leads/lead-store.ts';
import {
  collectDetails,
  countOutcomes,
  decideFinalState,
  encodeOutcomes,
  failBy,
  outcomeOf,
  type Requester,
  type RowResult,
} from '../requests/request-rules.ts';
import { insertSingles, takeRequestIds } from '../requests/request-store.ts';
import { namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import { lockUsers } from '../users/user-store.ts';
import {
  type Assignment,
  type AssignmentChange,
  decideReassignment,
  type OtherUsers,
} from './assignment-rules.ts';
import { type LeadChange, loadCurrent, saveChanges, startsOf } from './assignment-store.ts';
import { judgeLead } from './judge-lead.ts';

/** One lead's reassignment as a caller asks for it. */
export interface ReassignmentAsk {
  leadId: number;
  primary: UserReference;
  listed: readonly UserReference[];
  others: OtherUsers;
  requester: Requester;
}

export type ReassignmentAnswer =
  | { requestId: number; outcome: 'changed' | 'unchanged' }
  | { requestId: number; outcome: 'failed'; refusal: Refusal };

/** What an ask is judged by: all of it locked or read after the locks. */
interface Known {
  revisions: ReadonlyMap<number, number>;
  current: ReadonlyMap<number, Assignment[]>;
  users: UserDirectory;
  reachOf: (asker: Asker) => Reach;
}

interface Judged {
  ask: ReassignmentAsk;
  requestId: number;
  change: LeadChange;
  answer: ReassignmentAnswer;
}

/**
 * Reassigns many leads in one transaction, each as a request of its own, at most one for a lead.
 * An ask that the rules refuse changes nothing and harms no other; it is recorded as a failed request.
 */
export async function reassignLeads(
  tx: Transaction,
  orgId: number,
  asks: readonly ReassignmentAsk[],
): Promise<ReassignmentAnswer[]> {
  const leadIds = asks.map((ask) => ask.leadId).sort((a, b) => a - b);
  const references = asks.flatMap((ask) => [ask.primary, ...ask.listed]);
  const [revisions, current, users, requestIds, now] = await Promise.all([
    lockLeads(tx, orgId, leadIds),
    loadCurrent(tx, orgId, leadIds),
    lockUsers(tx, orgId, namesOf(references)),
    takeRequestIds(tx, asks.length),
    readMoment(tx),
  ]);
  const askers = asks.map((ask) => ask.requester);
  const reachOf = await findReaches(tx, orgId, askers, () =>
    [...users, ...current.values().toArray().flat()].map((each) => each.userId),
  );
  const known = { revisions, current, users: new UserDirectory(users), reachOf };
  const judged = asks.map((ask, place) => judge(known, ask, requestIds[place] ?? 0));
  const at = await momentAfter(tx, now, startsOf(current));
  save(tx, orgId, at, revisions, judged);
  return judged.map((each) => each.answer);
}

function judge(known: Known, ask: ReassignmentAsk, requestId: number): Judged {
  const { leadId } = ask;
  const judged = orRefusal(() => decide(known, ask));
  if (judged instanceof Refusal) {
    const change = { leadId, requestId, close: [], open: [] };
    return { ask, requestId, change, answer: { requestId, outcome: 'failed', refusal: judged } };
  }
  const change = { leadId, requestId, ...judged };
  return { ask, requestId, change, answer: { requestId, outcome: outcomeOf(change) } };
}

function decide({ revisions, current, users, reachOf }: Known, ask: ReassignmentAsk): AssignmentChange {
  const { leadId, primary, listed, others, requester } = ask;
  refuseAgents(requester, 'Reassigning leads');
  const lead = { leadId, exists: revisions.has(leadId), current: current.get(leadId) ?? [] };
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
