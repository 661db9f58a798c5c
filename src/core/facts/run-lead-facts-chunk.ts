import { readMoment } from '../../database/moment.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type ChunkResult, endsRequest, type RunChunk, type RunningRequest } from '../ledger/chunk-runner.ts';
import { keepPast } from './fact-past-store.ts';
import {
  type FactStep,
  type Known,
  lookBackOnFacts,
  skipMoved,
  tellLeftAlone,
  toStep,
} from './fact-steps.ts';
import { type JudgedLead, judgeLeadFacts, settleLeadFacts } from './judge-lead-facts.ts';
import { lockKnownLeads, saveLeadFacts } from './lead-fact-store.ts';

/** Changes the facts of leads as they were frozen, judged anew. A fact that is not as it was at the plan has drifted. */
export const runLeadFactsChunk: RunChunk = async (tx, orgId, request, { subjects, inputs }) => {
  const known = await lockKnownLeads(tx, orgId, subjects);
  const asks = subjects.map((leadId, place) => ({ leadId, facts: inputs?.[place]?.facts ?? {} }));
  const settled = await settleLeadFacts(tx, orgId, { asker: request.asker, asks, known });
  const before = subjects.map((_, place) => inputs?.[place]?.before ?? {});
  const steps =
    request.onDrift === 'overwrite'
      ? settled
      : await skipMoved(tx, orgId, { about: 'lead', steps: settled, before });
  return applyLeadFacts(tx, orgId, { request, steps });
};

/** Gives leads back the facts that they had before the undone request, wherever nobody changed them since. */
export const runLeadFactsUndoChunk: RunChunk = async (tx, orgId, request, { subjects }) => {
  const locked = await lockKnownLeads(tx, orgId, subjects);
  const asks = subjects.map((leadId) => ({ leadId, facts: {} }));
  const settled = await settleLeadFacts(tx, orgId, { asker: request.asker, asks, known: locked });
  const known = settled.flatMap((step) => ('known' in step ? [step.known] : []));
  const found = await lookBackOnFacts(tx, orgId, { about: 'lead', requestId: request.undoes ?? 0, known });
  const undos = new Map(found.map((undo) => [undo.known.id, undo]));
  const undoOf = (leadId: number | undefined) => undos.get(leadId ?? 0);
  const steps = settled.map((step, place) => {
    const undo = undoOf(subjects[place]);
    return undo ? toStep(undo) : step;
  });
  const { results } = await applyLeadFacts(tx, orgId, { request, steps });
  return { results: results.map((result, place) => tellLeftAlone(result, undoOf(subjects[place]))) };
};

/** Judges rows under their locks and writes those that change something, up to the first that ends the request. */
async function applyLeadFacts(
  tx: Transaction,
  orgId: number,
  { request, steps }: { request: RunningRequest; steps: readonly FactStep<Known>[] },
): Promise<ChunkResult> {
  const judged: JudgedLead[] = [];
  for (const step of steps) {
    const row = judgeLeadFacts(step);
    judged.push(row);
    if (endsRequest(row.result, request)) break;
  }
  const changed = judged.flatMap(({ changes, facts }, place) => {
    const step = steps[place];
    if (!facts || !step || 'settled' in step) return [];
    return [{ subjectId: step.known.id, requestId: request.requestId, changes, facts }];
  });
  if (changed.length > 0) {
    keepPast(tx, orgId, { about: 'lead', at: await readMoment(tx), changed });
    saveLeadFacts(
      tx,
      orgId,
      changed.map(({ subjectId, facts }) => ({ leadId: subjectId, facts })),
    );
  }
  return { results: judged.map(({ result }) => result) };
}
