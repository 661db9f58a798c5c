import { orRefusal, Refusal } from '../../contract/refusal.ts';
import { parseEmail } from '../../contract/rules/email-rules.ts';
import { dropInvisible, tidy } from '../../contract/rules/fold-rules.ts';
import type { UserFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type ExternalKeysAsk, readExternalKeys } from '../external-keys/read-external-keys.ts';
import type { NewRoles } from '../law/role-move-rules.ts';
import { foreseeRows } from '../ledger/foresee-rows.ts';
import type { FrozenRows } from '../ledger/plan-rules.ts';
import { insertPlannedChunk, keysOf } from '../ledger/plan-store.ts';
import { collectDetails, encodeOutcomes, failBy, type RowResult } from '../ledger/request-rules.ts';
import { refuseDoubledUsers } from '../users/doubled-users.ts';
import { describeReference, namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { type JudgedFacts, keepBefore } from './fact-steps.ts';
import { refuseDoubledKeys } from './judge-external-keys.ts';
import { type AskedFacts, judgeUserFacts, type UserStep } from './judge-user-facts.ts';
import { findKnownUsers, type KnownUser } from './user-fact-store.ts';

/** A row of a change of facts. */
export interface UserFactsAsk {
  user: UserReference;
  facts: AskedFacts;
  key?: string | undefined;
}

/** What is to be known of a user, as a caller says it. */
export interface UserFactsSaid extends Readonly<Partial<Record<UserFact, string>>> {
  externalKeys?: ExternalKeysAsk | undefined;
}

/** Facts as they are kept: names without blanks around them, an address that is one. Refused at the member `at` it. */
export function readUserFacts(facts: UserFactsSaid, at: (fact: string) => string): AskedFacts {
  const { email, firstName, lastName, externalKeys, ...roles } = facts;
  const read: AskedFacts = {
    ...(firstName === undefined ? {} : { firstName: firstName.trim() }),
    ...(lastName === undefined ? {} : { lastName: lastName.trim() }),
    ...roles,
    ...readExternalKeys(externalKeys, at),
  };
  if (read.firstName !== undefined && isBlank(read.firstName)) {
    throw new Refusal('invalid-input', {
      field: at('firstName'),
      message: `${at('firstName')} is blank; it needs a value.`,
    });
  }
  if (email === undefined) return read;
  const parsed = parseEmail(email);
  if ('email' in parsed) return { ...read, email: parsed.email };
  throw new Refusal('invalid-input', {
    field: at('email'),
    message: `${at('email')} must be an e-mail address, and ${email} ${parsed.problem}.`,
  });
}

/** Also where nobody could see what is there. */
function isBlank(text: string): boolean {
  return dropInvisible(tidy(text)) === '';
}

export interface FrozenUserFacts extends FrozenRows {
  /** The agent roles that active users get by it. */
  newRoles: NewRoles;
}

/** Freezes rows about the facts of users, with what is known of each now: one that changes before the run has drifted. */
export async function freezeUserFacts(
  tx: Transaction,
  orgId: number,
  { requestId, chunkNo = 1, asks }: { requestId: number; chunkNo?: number; asks: readonly UserFactsAsk[] },
): Promise<FrozenUserFacts> {
  const users = new UserDirectory(await findUsers(tx, orgId, namesOf(asks.map(({ user }) => user))));
  refuseDoubledUsers(
    users,
    asks.map(({ user }) => user),
    { field: 'users' },
  );
  refuseDoubledKeys(
    asks.map(({ facts }) => facts),
    (place, fact) => `users[${place}].facts.${fact}`,
  );
  const subjects = asks.map(({ user }) => users.findId(user));
  const known = await findKnownUsers(tx, orgId, subjects);
  const steps = settleUserFacts(asks, users, known);
  const judged = await judgeUserFacts(tx, orgId, steps);
  const results = judged.map(({ result }) => result);
  insertPlannedChunk(tx, orgId, requestId, {
    chunkNo,
    part: 'user-facts',
    subjects,
    revisions: null,
    receivers: null,
    inputs: asks.map(({ user, facts }, place) => ({
      facts,
      ...keepBefore(facts, steps[place]),
      ...(subjects[place] ? {} : { user: { userId: user.userId, email: user.email } }),
    })),
    planned: encodeOutcomes(results),
    whys: null,
    keys: keysOf(asks),
    details: collectDetails(results),
  });
  return { ...foreseeRows(results), newRoles: listNewRoles(steps, judged) };
}

/** Of those who are active: nobody else is put into a role of a lead. */
function listNewRoles(
  steps: readonly UserStep[],
  judged: readonly JudgedFacts<KnownUser>[],
): Map<number, string> {
  const roles = steps.flatMap((step, place): [number, string][] => {
    const to = judged[place]?.facts?.agentRole;
    if ('settled' in step || !step.known.isActive || typeof to !== 'string') return [];
    return to === step.known.facts.agentRole ? [] : [[step.known.id, to]];
  });
  return new Map(roles);
}

/** Rows that fail whatever else is asked for: about nobody, or two about one user. */
export function settleUserFacts(
  asks: readonly Pick<UserFactsAsk, 'user' | 'facts'>[],
  users: UserDirectory,
  known: ReadonlyMap<number, KnownUser>,
): UserStep[] {
  const times = new Map<number, number>();
  for (const { user } of asks) {
    const userId = users.findId(user);
    times.set(userId, (times.get(userId) ?? 0) + 1);
  }
  return asks.map(({ user: reference, facts }): UserStep => {
    const found = orRefusal(() => users.get(reference, 'user'));
    if (found instanceof Refusal) return { settled: failBy(found) };
    const user = known.get(found.userId);
    if (!user) throw new Error(`User ${found.userId} was found and is not known.`);
    if ((times.get(found.userId) ?? 0) > 1) return { settled: failConflict(describeReference(reference)) };
    return { known: user, asked: facts };
  });
}

function failConflict(name: string): RowResult {
  const message = `Several rows are about user ${name}. Put what they say into one.`;
  return { outcome: 'failed', detail: { code: 'conflicting-rows', message } };
}
