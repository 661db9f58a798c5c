import { Refusal } from '../../../contract/refusal.ts';
import { inOrg, type Transaction } from '../../../database/transaction.ts';
import { finishImport, insertEndedChunk, takeImportTurn } from '../../ledger/import-request-store.ts';
import { decideFinalState, type RowResult } from '../../ledger/request-rules.ts';
import type { ImportRun } from './import-run.ts';
import { type LandedRow, type LateProblem, landRows, toDetail, toResult } from './land-rows.ts';

/** A batch that was written. What will be recorded of it is known only when the whole file is in. */
interface Attempt {
  subjects: number[];
  results: RowResult[];
}

const mostDetails = 100_000;

/**
 * The whole file is one transaction. Where all or nothing was asked for, every row is tried all the same, so
 * that every bad one is named; then all of it is rolled back, and the good rows are recorded as skipped.
 */
export async function importAtOnce<Entry>(run: ImportRun<Entry>): Promise<void> {
  const { database, orgId } = run;
  const attempts: Attempt[] = [];
  const rolledBack = new Error('Rolled back, for nothing must land.');
  let isRepeated = false;
  try {
    await inOrg(database, orgId, async (tx) => {
      if (isRepeated) throw cannotRepeat();
      isRepeated = true;
      takeImportTurn(tx, orgId);
      await attemptAll(tx, run, attempts);
      if (run.options.allOrNothing && run.tally.noted > 0) throw rolledBack;
      for (const { results } of attempts) run.tally.count(results);
      record(tx, run, attempts, decideFinalState(run.tally.counts));
    });
  } catch (error) {
    if (error !== rolledBack) throw error;
    for (const attempt of attempts) undoAttempt(attempt);
    for (const { results } of attempts) run.tally.count(results);
    await inOrg(database, orgId, async (tx) => record(tx, run, attempts, 'failed'));
  }
}

/** A deadlock has undone the transaction, and the part of the stream that was read is gone. */
function cannotRepeat(): Refusal {
  return new Refusal('overloaded', {
    message:
      'The import got in the way of another change and was undone; nothing was imported. Run it again.',
  });
}

async function attemptAll<Entry>(tx: Transaction, run: ImportRun<Entry>, attempts: Attempt[]): Promise<void> {
  let rows = 0;
  for await (const batch of run.batches) {
    const landed = await landRows(tx, run, run.plan, batch);
    attempts.push(toAttempt(run, landed));
    rows += batch.length;
    run.options.onProgress?.(rows);
  }
  const late = (await run.plan.settle?.(tx, run)) ?? [];
  if (late.length > 0) addLateProblems(run, attempts, late);
}

function toAttempt<Entry>({ tally }: ImportRun<Entry>, landed: readonly LandedRow[]): Attempt {
  const results = landed.map((row): RowResult => {
    if ('problem' in row) tally.note(row.line, row.problem);
    return tally.noted <= mostDetails ? toResult(row) : { outcome: toResult(row).outcome };
  });
  return { subjects: landed.map((row) => ('subject' in row ? row.subject : 0)), results };
}

function addLateProblems<Entry>(
  { tally, options }: ImportRun<Entry>,
  attempts: readonly Attempt[],
  late: readonly LateProblem[],
): void {
  const problems = new Map(late.map((each) => [each.subject, each]));
  const outcome = options.allOrNothing ? 'failed' : 'changed';
  const andYet = options.allOrNothing ? '' : ' The row went in without it.';
  for (const { subjects, results } of attempts) {
    for (const [place, subject] of subjects.entries()) {
      const found = problems.get(subject);
      if (!found) continue;
      const { line } = found;
      const problem = { ...found.problem, reason: `${found.problem.reason}${andYet}` };
      tally.note(line, problem);
      results[place] = { outcome, detail: toDetail(line, problem) };
    }
  }
}

function undoAttempt({ subjects, results }: Attempt): void {
  subjects.fill(0);
  for (const [place, result] of results.entries()) {
    if (result.outcome === 'changed') results[place] = { outcome: 'skipped' };
  }
}

function record<Entry>(
  tx: Transaction,
  { orgId, requestId }: ImportRun<Entry>,
  attempts: readonly Attempt[],
  state: 'done' | 'failed',
): void {
  for (const [place, { subjects, results }] of attempts.entries()) {
    insertEndedChunk(tx, orgId, { requestId, chunkNo: place + 1, subjects, results });
  }
  finishImport(tx, orgId, requestId, state);
}
