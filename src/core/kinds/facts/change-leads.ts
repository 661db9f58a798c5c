import { Refusal } from '../../../contract/refusal.ts';
import { held } from '../../../database/answer-batch.ts';
import type { Manner } from '../../../database/coalescer.ts';
import { readMoment } from '../../../database/moment.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { saveExternalKeys, takeKeyTurn, tryKeyTurn } from '../../external-keys/external-key-store.ts';
import { keepPast } from '../../facts/fact-past-store.ts';
import { type FactStep, type Facts, type JudgedFacts, keepBefore } from '../../facts/fact-steps.ts';
import { isMatched } from '../../facts/if-match-rules.ts';
import { changesKeys, hasKeys, refuseTakenKeys } from '../../facts/judge-external-keys.ts';
import { judgeLeadFacts, settleLeadFactsOf } from '../../facts/judge-lead-facts.ts';
import {
  type KnownLead,
  type LeadFacts,
  lockKnownLeads,
  saveLeadFacts,
  showFacts,
} from '../../facts/lead-fact-store.ts';
import { findLeads } from '../../leads/lead-store.ts';
import {
  countOutcomes,
  encodeOutcomes,
  failBy,
  type Requester,
  refusalOf,
} from '../../ledger/request-rules.ts';
import { insertSingles, takeRequestIds } from '../../ledger/request-store.ts';
import { type Idempotency, keepDone } from '../../repeats/keyed-call-store.ts';

/** A change of the facts of one lead, as they are kept. */
export interface LeadChangeAsk {
  leadId: number;
  facts: Facts;
  /** The versions of the lead as the caller knows it; any other was changed meanwhile. */
  ifMatch?: readonly string[] | undefined;
  reason?: string | undefined;
  requester: Requester;
  idempotency?: Idempotency | undefined;
}

/** The lead as it is then; without a request all was so already, and none was made. */
export type LeadChangeAnswer = { requestId: number | null; lead: LeadFacts } | { refusal: Refusal };

interface Judged {
  ask: LeadChangeAsk;
  requestId: number;
  row: JudgedFacts;
  step: FactStep<KnownLead>;
}

/**
 * Changes facts of many leads in one transaction, each as a request of its own, at most one for a lead. One that is
 * refused changes nothing, harms no other and makes no request; nor does one that changes nothing.
 */
export async function changeLeads(
  tx: Transaction,
  orgId: number,
  asks: readonly LeadChangeAsk[],
  manner: Manner,
): Promise<(LeadChangeAnswer | typeof held)[]> {
  const leadIds = asks.map(({ leadId }) => leadId).sort((a, b) => a - b);
  if (manner === 'wait' && asks.some(({ facts }) => hasKeys(facts))) takeKeyTurn(tx, orgId);
  const [known, requestIds, at] = await Promise.all([
    lockKnownLeads(tx, orgId, leadIds, manner),
    takeRequestIds(tx, asks.length),
    readMoment(tx),
  ]);
  const missing = leadIds.filter((leadId) => !known.has(leadId));
  const elsewhere = manner === 'pass' ? await findLeads(tx, orgId, missing) : new Set<number>();
  const settled = (await settleLeadFactsOf(tx, orgId, { asks, known })).map((step, place) =>
    refuseChangedMeanwhile(step, asks[place]),
  );
  const steps = await judgeKeys(tx, orgId, { asks, steps: settled, manner });
  const judged: Judged[] = [];
  const answers = asks.map((ask, place): LeadChangeAnswer | typeof held => {
    const step = steps[place];
    if (elsewhere.has(ask.leadId) || !step || step === held) return held;
    if ('settled' in step) return { refusal: refusalOf(step.settled) };
    const lead = step.known;
    const requestId = requestIds[place] ?? 0;
    const row = judgeLeadFacts(step);
    if (row.facts) judged.push({ ask, requestId, row, step });
    return { requestId: row.facts ? requestId : null, lead: showFacts(lead, row.facts ?? lead.facts) };
  });
  save(tx, orgId, at, judged);
  keepUnchanged(tx, orgId, asks, answers);
  return answers;
}

function refuseChangedMeanwhile(
  step: FactStep<KnownLead>,
  ask: LeadChangeAsk | undefined,
): FactStep<KnownLead> {
  if ('settled' in step || !ask?.ifMatch) return step;
  if (isMatched(ask.ifMatch, showFacts(step.known, step.known.facts).version)) return step;
  const message = `Lead ${ask.leadId} is not as you read it any more, so nothing was changed. Read it again; its history tells who changed what.`;
  return { settled: failBy(new Refusal('changed-meanwhile', { field: 'If-Match', message })) };
}

/** Keys are given by whoever's turn it is; where it is somebody else's, those who change keys wait apart. */
async function judgeKeys(
  tx: Transaction,
  orgId: number,
  {
    asks,
    steps,
    manner,
  }: { asks: readonly LeadChangeAsk[]; steps: readonly FactStep<KnownLead>[]; manner: Manner },
): Promise<(FactStep<KnownLead> | typeof held)[]> {
  if (!steps.some(changesKeys)) return [...steps];
  if (manner === 'pass' && !(await tryKeyTurn(tx, orgId))) {
    return steps.map((step) => (changesKeys(step) ? held : step));
  }
  const askerOf = (place: number) => asks[place]?.requester;
  return refuseTakenKeys(tx, orgId, { about: 'lead', steps, askerOf });
}

function save(tx: Transaction, orgId: number, at: string, judged: readonly Judged[]): void {
  if (judged.length === 0) return;
  insertSingles(
    tx,
    orgId,
    at,
    judged.map(({ ask, requestId, row, step }) => ({
      requestId,
      kind: 'facts',
      state: 'done',
      spec: { about: 'leads' },
      ...{ requester: ask.requester, idempotency: ask.idempotency, reason: ask.reason },
      part: 'lead-facts',
      input: { facts: ask.facts, ...keepBefore(ask.facts, step) },
      subject: ask.leadId,
      revision: null,
      counts: countOutcomes([row.result]),
      outcome: encodeOutcomes([row.result]),
      details: null,
    })),
  );
  const changed = judged.map(({ ask, requestId, row: { changes, facts } }) => ({
    ...{ subjectId: ask.leadId, requestId, changes, facts: facts ?? {} },
  }));
  keepPast(tx, orgId, { about: 'lead', at, changed });
  saveExternalKeys(tx, orgId, { about: 'lead', changed });
  saveLeadFacts(tx, orgId, changed);
}

/** So that such a call, when it comes again, changes nothing either. */
function keepUnchanged(
  tx: Transaction,
  orgId: number,
  asks: readonly LeadChangeAsk[],
  answers: readonly (LeadChangeAnswer | typeof held)[],
): void {
  const calls = asks.flatMap((ask, place) => {
    const answer = answers[place];
    const isUnchanged =
      answer !== undefined && answer !== held && 'requestId' in answer && answer.requestId === null;
    return isUnchanged ? [{ ...ask, done: { requestId: null, made: 'no change' } as const }] : [];
  });
  keepDone(tx, orgId, calls);
}
