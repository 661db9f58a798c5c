import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import { isExternalKey, userFacts } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type ChunkResult, endsRequest, type RunChunk, type RunningRequest } from '../ledger/chunk-runner.ts';
import { lockReporting } from '../reporting/reporting-store.ts';
import { takeIdentityTurn } from '../users/identity-turn.ts';
import { namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { type JudgedFacts, skipMoved } from './fact-steps.ts';
import { settleUserFacts } from './freeze-user-facts.ts';
import { hasKeys } from './judge-external-keys.ts';
import { type AskedFacts, judgeUserFacts, type UserStep } from './judge-user-facts.ts';
import { saveJudged } from './save-judged.ts';
import { type KnownUser, lockKnownUsers, saveUserFacts } from './user-fact-store.ts';

/** Changes the facts of users as they were frozen, judged anew. A fact that is not as it was at the plan has drifted. */
export const runUserFactsChunk: RunChunk = async (tx, orgId, request, chunk) => {
  const asks = chunk.subjects.map((userId, place) => readKeptFacts(chunk.inputs?.[place] ?? null, userId));
  takeTurns(
    tx,
    orgId,
    asks.map(({ facts }) => facts),
  );
  const users = new UserDirectory(await findUsers(tx, orgId, namesOf(asks.map(({ user }) => user))));
  const subjects = asks.map(({ user }) => users.findId(user));
  const known = await lockKnownUsers(tx, orgId, subjects);
  const settled = settleUserFacts(asks, users, known);
  const before = asks.map((ask) => ask.before);
  const steps =
    request.onDrift === 'overwrite'
      ? settled
      : await skipMoved(tx, orgId, { about: 'user', steps: settled, before });
  return { ...(await applyUserFacts(tx, orgId, { request, steps })), subjects };
};

interface KeptAsk {
  user: UserReference;
  facts: AskedFacts;
  before: AskedFacts;
}

/** The row as it was asked; one that named nobody known was kept by whom it named. */
export function readKeptFacts(input: RowInput | null, userId: number): KeptAsk {
  return {
    user: input?.user ?? { userId },
    facts: readFacts(input?.facts),
    before: readFacts(input?.before),
  };
}

/** Of what a row keeps, whatever is a fact of a user. */
function readFacts(kept: RowInput['facts']): AskedFacts {
  const facts = userFacts.flatMap((fact) => {
    const value = kept?.[fact];
    return typeof value === 'string' ? [[fact, value] as const] : [];
  });
  const keys = Object.entries(kept ?? {}).filter(([fact]) => isExternalKey(fact));
  return Object.fromEntries([...facts, ...keys]);
}

/** Addresses and keys are given and administrators made one request after the other, for they are judged by all others. */
export function takeTurns(tx: Transaction, orgId: number, asked: readonly AskedFacts[]): void {
  if (asked.some(({ accessRole }) => accessRole !== undefined)) lockReporting(tx, orgId);
  if (asked.some((facts) => facts.email !== undefined || hasKeys(facts))) takeIdentityTurn(tx, orgId);
}

/** Judges rows under their locks and writes those that change something, up to the first that ends the request. */
export async function applyUserFacts(
  tx: Transaction,
  orgId: number,
  { request, steps }: { request: RunningRequest; steps: readonly UserStep[] },
): Promise<ChunkResult> {
  const judged = await judgeUntilEnd(tx, orgId, { request, steps });
  const { requestId } = request;
  return saveJudged(tx, orgId, { about: 'user', requestId, steps, judged, save: saveUserFacts });
}

/** Rows that are not attempted, since one before them ends the request, make room for nobody: the others are judged without them. */
async function judgeUntilEnd(
  tx: Transaction,
  orgId: number,
  { request, steps }: { request: RunningRequest; steps: readonly UserStep[] },
): Promise<JudgedFacts<KnownUser>[]> {
  const judged = await judgeUserFacts(tx, orgId, steps);
  const end = judged.findIndex(({ result }) => endsRequest(result, request));
  if (end < 0 || end === steps.length - 1) return judged;
  return judgeUntilEnd(tx, orgId, { request, steps: steps.slice(0, end + 1) });
}
