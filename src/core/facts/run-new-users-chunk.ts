import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import { accessRoles } from '../../contract/words/access-words.ts';
import { isExternalKey, type UserFact } from '../../contract/words/fact-words.ts';
import { largestId } from '../../contract/words/limits.ts';
import { giveKeys, type KeyHolder } from '../external-keys/external-key-store.ts';
import type { RunChunk } from '../ledger/chunk-runner.ts';
import type { RowResult } from '../ledger/request-rules.ts';
import { takeIdentityTurn } from '../users/identity-turn.ts';
import { findLargestUserId, insertUsers, type NewUser } from '../users/insert-users.ts';
import { keysOfFacts } from './judge-external-keys.ts';
import { type JudgedNewUser, judgeNewUsers, type NewFacts } from './judge-new-users.ts';

/** Rows that follow would else be written by plans made for the few people that there were. */
const mostUnmeasured = 2_000;

/**
 * Brings people who are new, judged anew, each with the next free id. No request had switched their accounts before. Who was
 * to report to nobody that there is stays away: no line was frozen for them.
 */
export const runNewUsersChunk: RunChunk = async (tx, orgId, { requestId, onFailure }, chunk) => {
  const { inputs, details } = chunk;
  takeIdentityTurn(tx, orgId);
  const asked = (inputs ?? []).map(readNewFacts);
  const [found, largest] = await Promise.all([judgeNewUsers(tx, orgId, asked), findLargestUserId(tx, orgId)]);
  const all = found.map((each, place) => {
    const detail = details?.[place];
    return detail?.field === 'manager' ? { detail } : each;
  });
  const failed = onFailure === 'stop' ? all.findIndex((each) => 'detail' in each) : -1;
  const judged = failed < 0 ? all : all.slice(0, failed + 1);
  const users = numberUsers(judged, largest);
  const refused = await insertUsers(
    tx,
    orgId,
    users.filter((user) => user !== undefined),
    { requestId },
  );
  if (users.length > mostUnmeasured) tx.write({ text: 'select refresh_user_statistics()', values: [] });
  giveKeys(tx, orgId, { about: 'user', given: listKeys(judged, users) });
  if (refused.size > 0) throw new Error('Somebody took an id or an address while it was this turn.');
  return {
    results: judged.map(toResult),
    subjects: inputs?.map((_, place) => users[place]?.userId ?? 0) ?? [],
    revisions: inputs?.map((_, place) => (users[place] ? 0 : null)),
  };
};

/** What a row keeps of somebody new. */
export function readNewFacts(input: RowInput | null): NewFacts {
  const kept = input?.facts ?? {};
  const role = accessRoles.find((each) => each === kept.accessRole) ?? 'agent';
  const text = (fact: UserFact) => kept[fact] ?? '';
  return {
    firstName: text('firstName'),
    lastName: text('lastName'),
    email: text('email'),
    agentRole: text('agentRole'),
    accessRole: role,
    ...Object.fromEntries(Object.entries(kept).filter(([fact]) => isExternalKey(fact))),
  };
}

function numberUsers(judged: readonly JudgedNewUser[], largest: number): (NewUser | undefined)[] {
  let last = largest;
  return judged.map((each) => {
    if ('detail' in each) return undefined;
    last += 1;
    if (last > largestId) throw new Error(`There is no free id of a user left, up to ${largestId}.`);
    return { ...each.facts, userId: last, guid: null, isActive: true, isHead: false };
  });
}

function listKeys(judged: readonly JudgedNewUser[], users: readonly (NewUser | undefined)[]): KeyHolder[] {
  return judged.flatMap((each, place) => {
    const user = users[place];
    if (!user || 'detail' in each) return [];
    return keysOfFacts(each.facts).map((key) => ({ ...key, subjectId: user.userId }));
  });
}

function toResult(judged: JudgedNewUser): RowResult {
  return 'detail' in judged ? { outcome: 'failed', detail: judged.detail } : { outcome: 'changed' };
}
