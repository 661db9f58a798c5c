import { readMoment } from '../../database/moment.ts';
import type { Transaction } from '../../database/transaction.ts';
import { saveExternalKeys } from '../external-keys/external-key-store.ts';
import type { FactChange } from '../law/fact-rules.ts';
import type { ChunkResult } from '../ledger/chunk-runner.ts';
import { type FactsAbout, keepPast } from './fact-past-store.ts';
import type { FactStep, JudgedFacts, Known } from './fact-steps.ts';

interface Judgement<Of extends Known> {
  about: FactsAbout;
  requestId: number;
  steps: readonly FactStep<Of>[];
  /** Of the first rows; those beyond are not attempted. */
  judged: readonly JudgedFacts<Of>[];
  save: (
    tx: Transaction,
    orgId: number,
    changed: readonly { subjectId: number; facts: Of['facts']; changes: readonly FactChange[] }[],
  ) => void;
}

/** Writes what rows change, and what was known until then. */
export async function saveJudged<Of extends Known>(
  tx: Transaction,
  orgId: number,
  { about, requestId, steps, judged, save }: Judgement<Of>,
): Promise<ChunkResult> {
  const changed = judged.flatMap(({ changes, facts }, place) => {
    const step = steps[place];
    return facts && step && 'known' in step ? [{ subjectId: step.known.id, requestId, changes, facts }] : [];
  });
  if (changed.length > 0) {
    keepPast(tx, orgId, { about, at: await readMoment(tx), changed });
    saveExternalKeys(tx, orgId, { about, changed });
    save(tx, orgId, changed);
  }
  return { results: judged.map(({ result }) => result) };
}
