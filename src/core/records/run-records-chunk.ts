import { active, archived, recordFact } from '../../contract/words/fact-words.ts';
import { momentAfter, readMoment } from '../../database/moment.ts';
import type { Transaction } from '../../database/transaction.ts';
import { loadCurrent, saveChanges, startsOf } from '../assignments/assignment-store.ts';
import { findLastRequests } from '../assignments/run/find-last-requests.ts';
import { tellMoved } from '../assignments/run/judge-frozen-rows.ts';
import { runAssignmentUndoChunk } from '../assignments/run/run-assignment-undo-chunk.ts';
import { type FactStep, lookBackOnFacts, toStep } from '../facts/fact-steps.ts';
import { judgeUntilEnd, settleLeadFacts } from '../facts/judge-lead-facts.ts';
import { type KnownLead, lockKnownLeads } from '../facts/lead-fact-store.ts';
import { saveJudged } from '../facts/save-judged.ts';
import { bumpRevisions } from '../leads/lead-store.ts';
import type { ChunkResult, RunChunk, RunningRequest } from '../ledger/chunk-runner.ts';
import type { RowResult } from '../ledger/request-rules.ts';
import { findArchivings, saveRecords } from './record-store.ts';
import { refuseWorkedOn } from './refuse-worked-on.ts';

/** Archives leads, and takes off whoever stands on them; or brings them back, with whoever stood on them until then. */
export function runRecordsChunk(isArchived: boolean): RunChunk {
  return async (tx, orgId, request, { subjects, revisions }) => {
    const facts = { [recordFact]: isArchived ? archived : active };
    const settled = await settle(tx, orgId, request, { subjects, facts });
    const steps =
      request.onDrift === 'overwrite' ? settled : await skipMoved(tx, orgId, settled, revisions ?? []);
    return apply(tx, orgId, request, { subjects, steps });
  };
}

/** Gives leads back the record that they had before the undone request: one that it made, and on which nobody worked since, is archived. */
export const runRecordUndoChunk: RunChunk = async (tx, orgId, request, { subjects }) => {
  const settled = await settle(tx, orgId, request, { subjects, facts: { [recordFact]: null } });
  const known = settled.flatMap((step) => ('known' in step ? [step.known] : []));
  const undoes = request.undoes ?? 0;
  const undos = await lookBackOnFacts(tx, orgId, { about: 'lead', requestId: undoes, known });
  const undoOf = new Map(undos.map((undo) => [undo.known.id, undo]));
  const steps = settled.map((step) => {
    const undo = 'known' in step ? undoOf.get(step.known.id) : undefined;
    if (!undo) return step;
    const isMade = undo.restored[recordFact] === null;
    return toStep(isMade ? { ...undo, restored: { [recordFact]: archived } } : undo);
  });
  return apply(tx, orgId, request, {
    subjects,
    steps: await refuseWorkedOn(tx, orgId, { undoes, steps, undos }),
  });
};

/** Somebody else stands on it than whoever the plan foresaw to go, or nobody does that was to come back. */
async function skipMoved(
  tx: Transaction,
  orgId: number,
  steps: readonly FactStep<KnownLead>[],
  revisions: readonly (number | null)[],
): Promise<FactStep<KnownLead>[]> {
  const moved = new Set(
    steps.flatMap((step, place) =>
      'known' in step && step.known.revision !== revisions[place] ? [step.known.id] : [],
    ),
  );
  const lastRequests = await findLastRequests(tx, orgId, [...moved]);
  return steps.map((step) =>
    'known' in step && moved.has(step.known.id)
      ? { settled: tellMoved(step.known.id, lastRequests.get(step.known.id) ?? null) }
      : step,
  );
}

async function settle(
  tx: Transaction,
  orgId: number,
  { asker }: RunningRequest,
  { subjects, facts }: { subjects: readonly number[]; facts: Readonly<Record<string, string | null>> },
): Promise<FactStep<KnownLead>[]> {
  const known = await lockKnownLeads(tx, orgId, subjects);
  const asks = subjects.map((leadId) => ({ leadId, facts }));
  return settleLeadFacts(tx, orgId, { asker, asks, known });
}

/** Writes what rows change of records, and of who stands on their leads. */
async function apply(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  { subjects, steps }: { subjects: readonly number[]; steps: readonly FactStep<KnownLead>[] },
): Promise<ChunkResult> {
  const judged = judgeUntilEnd(steps, request);
  const { requestId } = request;
  const becoming = (record: string) =>
    subjects.filter((_, place) => judged[place]?.changes.some(({ after }) => after === record));
  const archivings = await findArchivings(tx, orgId, becoming(active));
  await saveJudged(tx, orgId, { about: 'lead', requestId, steps, judged, save: saveRecords });
  const emptied = await takeEverybodyOff(tx, orgId, { requestId, leadIds: becoming(archived) });
  const returned = await putBack(tx, orgId, request, archivings);
  return {
    results: judged.map(({ result }, place) => tellReturn(result, returned.get(subjects[place] ?? 0))),
    emptied: subjects.map((leadId) => emptied.has(leadId)),
  };
}

/** Gives the leads on which somebody stood. */
async function takeEverybodyOff(
  tx: Transaction,
  orgId: number,
  { requestId, leadIds }: { requestId: number; leadIds: readonly number[] },
): Promise<Set<number>> {
  if (leadIds.length === 0) return new Set();
  const current = await loadCurrent(tx, orgId, leadIds);
  const at = await momentAfter(tx, await readMoment(tx), startsOf(current));
  const changes = Array.from(current, ([leadId, close]) => ({ leadId, requestId, close, open: [] }));
  saveChanges(tx, orgId, at, changes);
  bumpRevisions(tx, orgId, [...current.keys()]);
  return new Set(current.keys());
}

/** Whoever stood on a lead until it was archived stands on it again, as by an undo of that. */
async function putBack(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  archivings: ReadonlyMap<number, number>,
): Promise<Map<number, RowResult>> {
  const returned = new Map<number, RowResult>();
  const asked = { ...request, onFailure: 'continue', onDrift: 'skip' } as const; // a lead comes back without them, too
  for (const [undoes, leads] of Map.groupBy(archivings, ([, requestId]) => requestId)) {
    const subjects = leads.map(([leadId]) => leadId);
    const chunk = {
      chunkNo: 0,
      part: null,
      subjects,
      inputs: null,
      revisions: null,
      receivers: null,
      details: null,
    };
    const { results } = await runAssignmentUndoChunk(tx, orgId, { ...asked, undoes }, chunk);
    for (const [place, result] of results.entries()) returned.set(subjects[place] ?? 0, result);
  }
  return returned;
}

/** A lead that came back without some who stood on it changed in part. */
function tellReturn(result: RowResult, returned: RowResult | undefined): RowResult {
  const detail = returned?.detail;
  return result.outcome === 'changed' && detail?.leftAlone ? { ...result, detail } : result;
}
