import type { RunChunk } from '../ledger/chunk-runner.ts';
import { lockReporting } from '../reporting/reporting-store.ts';
import { takeIdentityTurn } from '../users/identity-turn.ts';
import { lookBackOnFacts, tellLeftAlone, toStep } from './fact-steps.ts';
import { applyUserFacts } from './run-user-facts-chunk.ts';
import { lockKnownUsers } from './user-fact-store.ts';

/** Gives users back the facts that they had before the undone request, wherever nobody changed them since. */
export const runUserFactsUndoChunk: RunChunk = async (tx, orgId, request, { subjects }) => {
  lockReporting(tx, orgId); // as for every fact, for which of them go back is not known before
  takeIdentityTurn(tx, orgId);
  const locked = await lockKnownUsers(tx, orgId, subjects);
  const known = subjects.map((userId) => {
    const user = locked.get(userId);
    if (!user) throw new Error(`There is no user ${userId} whose facts could go back.`);
    return user;
  });
  const undos = await lookBackOnFacts(tx, orgId, { about: 'user', requestId: request.undoes ?? 0, known });
  const steps = undos.map(toStep);
  const { results, ...ran } = await applyUserFacts(tx, orgId, { request, steps });
  return { ...ran, results: results.map((result, place) => tellLeftAlone(result, undos[place])) };
};
