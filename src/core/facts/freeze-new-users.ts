import { orRefusal, Refusal } from '../../contract/refusal.ts';
import { refuseDoubled } from '../../contract/rules/doubled-rules.ts';
import { foldEmail } from '../../contract/rules/email-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import { foreseeRows } from '../ledger/foresee-rows.ts';
import type { FrozenRows } from '../ledger/plan-rules.ts';
import { insertPlannedChunk, keysOf } from '../ledger/plan-store.ts';
import { collectDetails, encodeOutcomes, failBy, type RowResult } from '../ledger/request-rules.ts';
import { namesOf, UserDirectory } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { readUserFacts } from './freeze-user-facts.ts';
import { refuseDoubledKeys } from './judge-external-keys.ts';
import { judgeNewUsers, type NewFacts } from './judge-new-users.ts';
import type { NewUserAsk } from './new-user-ask.ts';

interface NewUsers {
  requestId: number;
  asks: readonly NewUserAsk[];
  /** What a member of a row is called in the body. */
  at?: (place: number, fact: string) => string;
}

/**
 * Freezes people who are to come, and their own lines. Who they are is known once they came, so that the rows name them
 * by their e-mail until then.
 */
export async function freezeNewUsers(
  tx: Transaction,
  orgId: number,
  { requestId, asks, at = (place, fact) => `newUsers[${place}].${fact}` }: NewUsers,
): Promise<FrozenRows> {
  const facts = asks.map((ask, place) => readNewFacts(ask, (fact) => at(place, fact)));
  refuseDoubledKeys(facts, at);
  refuseDoubled(
    facts.map(({ email }) => foldEmail(email)),
    { at: (place) => at(place, 'email'), nameOf: (place) => `The e-mail ${facts[place]?.email}` },
  );
  const [judged, managers] = await Promise.all([
    judgeNewUsers(tx, orgId, facts),
    findManagers(tx, orgId, asks),
  ]);
  const results = judged.map((each, place): RowResult => {
    const manager = managers[place];
    if ('detail' in each) return { outcome: 'failed', detail: each.detail };
    return manager instanceof Refusal ? failBy(manager) : { outcome: 'changed' };
  });
  const keys = keysOf(asks);
  const unknown = { revisions: null, whys: null };
  insertPlannedChunk(tx, orgId, requestId, {
    ...unknown,
    ...{ chunkNo: 1, part: 'account', keys, receivers: null },
    subjects: asks.map(() => 0),
    inputs: facts.map((each, place) => ({
      ...{ user: { email: each.email }, facts: each },
      ...(asks[place]?.manager ? { manager: asks[place].manager } : {}),
    })),
    planned: encodeOutcomes(results),
    details: collectDetails(results),
  });
  const lines = facts.flatMap(({ email }, place) => {
    const manager = managers[place];
    if (!manager || manager instanceof Refusal || results[place]?.outcome !== 'changed') return [];
    return [{ email, managerId: manager.userId, key: keys?.[place] ?? null }];
  });
  if (lines.length > 0) {
    insertPlannedChunk(tx, orgId, requestId, {
      ...unknown,
      ...{ chunkNo: 2, part: 'users', ownLines: true, details: null },
      subjects: lines.map(() => 0),
      receivers: lines.map(({ managerId }) => managerId),
      inputs: lines.map(({ email, managerId }) => ({ user: { email }, manager: { userId: managerId } })),
      planned: encodeOutcomes(lines.map(() => ({ outcome: 'changed' }))),
      keys: keys && lines.map(({ key }) => key),
    });
  }
  return foreseeRows([...results, ...lines.map(() => ({ outcome: 'changed' }) as const)]);
}

function readNewFacts(
  { firstName, lastName = '', email, agentRole, accessRole = 'agent', externalKeys }: NewUserAsk,
  at: (fact: string) => string,
): NewFacts {
  const read = readUserFacts({ firstName, lastName, email, externalKeys }, at);
  return { firstName, lastName, email, ...read, agentRole, accessRole };
}

/** Whom each is to report to; a refusal where nobody can. */
async function findManagers(
  tx: Transaction,
  orgId: number,
  asks: readonly NewUserAsk[],
): Promise<({ userId: number } | Refusal | undefined)[]> {
  const named = namesOf(asks.flatMap(({ manager }) => manager ?? []));
  const users = new UserDirectory(await findUsers(tx, orgId, named));
  return asks.map(({ manager }) => {
    const found = manager ? orRefusal(() => users.getActive(manager, 'manager')) : undefined;
    return found instanceof Refusal ? ofManager(found) : found;
  });
}

function ofManager({ code, message }: Refusal): Refusal {
  const codes = { 'user-not-found': 'manager-not-found', 'user-inactive': 'manager-inactive' } as const;
  const told = code === 'user-not-found' || code === 'user-inactive' ? codes[code] : code;
  return new Refusal(told, { field: 'manager', message });
}
