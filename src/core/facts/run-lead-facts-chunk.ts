import type { Transaction } from '../../database/transaction.ts';
import { takeKeyTurn } from '../external-keys/external-key-store.ts';
import type { ChunkResult, RunChunk, RunningRequest } from '../ledger/chunk-runner.ts';
import { hasChangedKeys } from './fact-past-store.ts';
import {
  type FactStep,
  type Known,
  lookBackOnFacts,
  skipMoved,
  tellLeftAlone,
  toStep,
} from './fact-steps.ts';
import { hasKeys, refuseTakenKeys } from './judge-external-keys.ts';
import { judgeUntilEnd, settleLeadFacts } from './judge-lead-facts.ts';
import { lockKnownLeads, saveLeadFacts } from './lead-fact-store.ts';
import { saveJudged } from './save-judged.ts';

/** Changes the facts of leads as they were frozen, judged anew. A fact that is not as it was at the plan has drifted. */
export const runLeadFactsChunk: RunChunk = async (tx, orgId, request, { subjects, inputs }) => {
  const asks = subjects.map((leadId, place) => ({ leadId, facts: inputs?.[place]?.facts ?? {} }));
  if (asks.some(({ facts }) => hasKeys(facts))) takeKeyTurn(tx, orgId);
  const known = await lockKnownLeads(tx, orgId, subjects);
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
  const undoes = request.undoes ?? 0;
  const changed = { about: 'lead', subjectIds: subjects, requestId: undoes } as const;
  if (await hasChangedKeys(tx, orgId, changed)) takeKeyTurn(tx, orgId);
  const locked = await lockKnownLeads(tx, orgId, subjects);
  const asks = subjects.map((leadId) => ({ leadId, facts: {} }));
  const settled = await settleLeadFacts(tx, orgId, { asker: request.asker, asks, known: locked });
  const known = settled.flatMap((step) => ('known' in step ? [step.known] : []));
  const found = await lookBackOnFacts(tx, orgId, { about: 'lead', requestId: undoes, known });
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
  { request, steps: settled }: { request: RunningRequest; steps: readonly FactStep<Known>[] },
): Promise<ChunkResult> {
  const { requestId, asker } = request;
  const steps = await refuseTakenKeys(tx, orgId, { about: 'lead', steps: settled, askerOf: () => asker });
  const judged = judgeUntilEnd(steps, request);
  return saveJudged(tx, orgId, { about: 'lead', requestId, steps, judged, save: saveLeadFacts });
}
