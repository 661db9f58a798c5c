import { wordFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { FactChange, FactValue, PastFact } from '../law/fact-rules.ts';
import { lookBackOnFact } from '../law/fact-rules.ts';
import type { LeftAlone, RowResult } from '../ledger/request-rules.ts';
import { tellPutBack } from '../ledger/undo-rows-rules.ts';
import { loadUndone } from '../ledger/undo-store.ts';
import { type FactsAbout, loadPast } from './fact-past-store.ts';

// What is the same of the facts of users and of leads: which have drifted, and which an undo puts back.

/** A user or a lead with what is known of it; a fact that is not there is not known. */
export interface Known {
  id: number;
  /** To name it in a sentence. */
  name: string;
  facts: Facts;
}

export type Facts = { readonly [Fact in string]?: FactValue };

/** What is asked for somebody or something that was found; or what became of a row before it could be judged. */
export type FactStep<Of extends Known> =
  | {
      known: Of;
      asked: Facts;
      /** An undo asks: it puts back what was. */
      isReturning?: true;
    }
  | { settled: RowResult };

function ofFact(facts: Facts, fact: string): FactValue {
  return facts[fact] ?? null;
}

/** What a row keeps of what was known at its plan; of what whoever asks does not see, nothing. */
export function keepBefore(asked: Facts, step: FactStep<Known> | undefined): { before?: Facts } {
  if (!step || 'settled' in step) return {};
  const { facts } = step.known;
  return { before: Object.fromEntries(Object.keys(asked).map((fact) => [fact, ofFact(facts, fact)])) };
}

/** What a row comes to: what it changes, and all that is known of its user or lead then. */
export interface JudgedFacts<Of extends Known = Known> {
  result: RowResult;
  changes: readonly FactChange[];
  facts?: Of['facts'];
}

/** A row by what it changes of what is known. */
export function judgeChanges<Of extends Known>(known: Of, changes: readonly FactChange[]): JudgedFacts<Of> {
  if (changes.length === 0) return { result: { outcome: 'unchanged' }, changes };
  const after = Object.fromEntries(changes.map((change) => [change.fact, change.after]));
  return { result: { outcome: 'changed' }, changes, facts: { ...known.facts, ...after } };
}

/** Skips rows of which a fact is neither as it was at the plan, nor as it is to be. */
export async function skipMoved<Of extends Known>(
  tx: Transaction,
  orgId: number,
  { about, steps, before }: { about: FactsAbout; steps: readonly FactStep<Of>[]; before: readonly Facts[] },
): Promise<FactStep<Of>[]> {
  const moved = steps.map((step, place) =>
    'known' in step ? findMoved(step, before[place] ?? {}) : undefined,
  );
  const subjectIds = steps.flatMap((step, place) =>
    'known' in step && moved[place] !== undefined ? [step.known.id] : [],
  );
  if (subjectIds.length === 0) return [...steps];
  const past = await loadPast(tx, orgId, { about, subjectIds });
  return steps.map((step, place) => {
    const fact = moved[place];
    if (fact === undefined || 'settled' in step) return step;
    const last = past.get(step.known.id)?.findLast((each) => each.fact === fact);
    return { settled: skip(step.known.name, fact, last?.untilRequest ?? null) };
  });
}

function findMoved({ known, asked }: { known: Known; asked: Facts }, before: Facts): string | undefined {
  return Object.keys(asked).find((fact) => {
    const now = ofFact(known.facts, fact);
    return now !== ofFact(before, fact) && now !== asked[fact];
  });
}

function skip(name: string, fact: string, laterRequest: number | null): RowResult {
  const by = laterRequest === null ? '' : ` by request ${laterRequest}`;
  const message = `The ${wordFact(fact)} of ${name} was changed after the plan${by}.`;
  return { outcome: 'skipped', detail: { code: 'facts-moved', message, laterRequest } };
}

/** What an undo does to the facts of one user or lead. */
export interface FactsUndo<Of extends Known> {
  known: Of;
  restored: Facts;
  leftAlone: LeftAlone[];
  putBackBy: number | undefined;
}

/** Of each what goes back to what it was before a request, and what was changed since. */
export async function lookBackOnFacts<Of extends Known>(
  tx: Transaction,
  orgId: number,
  { about, requestId, known }: { about: FactsAbout; requestId: number; known: readonly Of[] },
): Promise<FactsUndo<Of>[]> {
  const past = await loadPast(tx, orgId, { about, subjectIds: known.map(({ id }) => id) });
  const requests = past.values().flatMap((facts) => facts.map(({ untilRequest }) => untilRequest));
  const undone = await loadUndone(tx, orgId, new Set(requests));
  return known.map((each) => lookBackOn(each, past.get(each.id) ?? [], { requestId, undone }));
}

function lookBackOn<Of extends Known>(
  known: Of,
  past: readonly PastFact[],
  ask: { requestId: number; undone: ReadonlyMap<number, number> },
): FactsUndo<Of> {
  const restored: Record<string, FactValue> = {};
  const leftAlone: LeftAlone[] = [];
  let putBackBy: number | undefined;
  for (const [fact, values] of Map.groupBy(past, (each) => each.fact)) {
    const found = lookBackOnFact(values, ofFact(known.facts, fact), ask);
    if (found.kind === 'as-left') restored[fact] = found.before[0]?.value ?? null;
    if (found.kind === 'put-back') putBackBy = found.by;
    if (found.kind === 'changed-later') leftAlone.push(leave(known.name, fact, found.laterRequest));
  }
  return { known, restored, leftAlone, putBackBy };
}

function leave(name: string, fact: string, later: number): LeftAlone {
  const message = `Request ${later} changed the ${wordFact(fact)} of ${name} since, so it was left as it is.`;
  return { role: fact, code: 'later-change', message, laterRequestId: later };
}

/** What of an undo is to be judged like any change. */
export function toStep<Of extends Known>({ known, restored, ...undo }: FactsUndo<Of>): FactStep<Of> {
  if (Object.keys(restored).length > 0) return { known, asked: restored, isReturning: true };
  const detail = explainLeft(undo.leftAlone);
  if (detail) return { settled: { outcome: 'skipped', detail } };
  return { settled: undo.putBackBy === undefined ? { outcome: 'unchanged' } : tellPutBack(undo.putBackBy) };
}

/** A row of which some facts went back, and others not, changed in part. */
export function tellLeftAlone(result: RowResult, undo: FactsUndo<Known> | undefined): RowResult {
  const detail = explainLeft(undo?.leftAlone ?? []);
  return result.outcome === 'changed' && detail ? { ...result, detail } : result;
}

function explainLeft(leftAlone: LeftAlone[]): RowResult['detail'] {
  const [first] = leftAlone;
  if (!first) return undefined;
  const { code, message, laterRequestId = null } = first;
  return { code, message, laterRequest: laterRequestId, leftAlone };
}
