import { type UserFact, userFacts } from '../../contract/words/fact-words.ts';
import { lookBackOnFact, type PastFact } from '../law/fact-rules.ts';
import type { RunChunk } from '../ledger/chunk-runner.ts';
import type { LeftAlone, RowResult } from '../ledger/request-rules.ts';
import { tellPutBack } from '../ledger/undo-rows-rules.ts';
import { loadUndone } from '../ledger/undo-store.ts';
import { loadPast } from './fact-past-store.ts';
import type { AskedFacts, FactStep } from './judge-user-facts.ts';
import { applyUserFacts, takeTurns } from './run-user-facts-chunk.ts';
import { type KnownUser, lockKnownUsers } from './user-fact-store.ts';

/** Gives users back the facts that they had before the undone request, wherever nobody changed them since. */
export const runUserFactsUndoChunk: RunChunk = async (tx, orgId, request, { subjects }) => {
  const { undoes, requestId, onFailure } = request;
  await takeTurns(tx, orgId, [{ email: '', accessRole: 'agent' }]); // which facts go back is not known before
  const known = await lockKnownUsers(tx, orgId, subjects);
  const past = await loadPast(tx, orgId, { about: 'user', subjectIds: subjects });
  const requests = past.values().flatMap((facts) => facts.map(({ untilRequest }) => untilRequest));
  const undone = await loadUndone(tx, orgId, new Set(requests));
  const undos = subjects.map((userId) => {
    const user = known.get(userId);
    if (!user) throw new Error(`There is no user ${userId} whose facts could go back.`);
    return lookBackOn(user, past.get(userId) ?? [], { requestId: undoes ?? 0, undone });
  });
  const { results, ...ran } = await applyUserFacts(tx, orgId, {
    requestId,
    onFailure,
    steps: undos.map(toStep),
  });
  return { ...ran, results: results.map((result, place) => tellLeftAlone(result, undos[place])) };
};

/** What an undo does to the facts of one user. */
interface FactsUndo {
  user: KnownUser;
  restored: AskedFacts;
  leftAlone: LeftAlone[];
  putBackBy: number | undefined;
}

function lookBackOn(
  user: KnownUser,
  past: readonly PastFact[],
  ask: { requestId: number; undone: ReadonlyMap<number, number> },
): FactsUndo {
  const restored: Partial<Record<UserFact, string>> = {};
  const leftAlone: LeftAlone[] = [];
  let putBackBy: number | undefined;
  for (const fact of userFacts) {
    const ofFact = past.filter((each) => each.fact === fact);
    const found = lookBackOnFact(ofFact, user.facts[fact], ask);
    if (found.kind === 'as-left') restored[fact] = found.before[0]?.value ?? '';
    if (found.kind === 'put-back') putBackBy = found.by;
    if (found.kind === 'changed-later') leftAlone.push(leave(user, fact, found.laterRequest));
  }
  return { user, restored, leftAlone, putBackBy };
}

function leave({ facts: { firstName, lastName } }: KnownUser, fact: UserFact, later: number): LeftAlone {
  const name = `${firstName} ${lastName}`.trim();
  const message = `Request ${later} changed ${fact} of ${name} since, so it was left as it is.`;
  return { role: fact, code: 'later-change', message, laterRequestId: later };
}

function toStep({ user, restored, leftAlone, putBackBy }: FactsUndo): FactStep {
  if (Object.keys(restored).length > 0) return { user, asked: restored };
  const [first] = leftAlone;
  if (first) {
    const { code, message, laterRequestId = null } = first;
    return {
      settled: { outcome: 'skipped', detail: { code, message, laterRequest: laterRequestId, leftAlone } },
    };
  }
  return { settled: putBackBy === undefined ? { outcome: 'unchanged' } : tellPutBack(putBackBy) };
}

/** A row of which some facts went back changed in part. */
function tellLeftAlone(result: RowResult, undo: FactsUndo | undefined): RowResult {
  const [first] = undo?.leftAlone ?? [];
  if (result.outcome !== 'changed' || !undo || !first) return result;
  const { code, message, laterRequestId = null } = first;
  return { ...result, detail: { code, message, laterRequest: laterRequestId, leftAlone: undo.leftAlone } };
}
