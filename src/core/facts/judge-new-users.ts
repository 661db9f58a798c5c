import type { AccessRole } from '../../contract/words/access-words.ts';
import type { UserFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { RowDetail } from '../ledger/request-rules.ts';
import { listAgentRoles } from '../users/agent-role-store.ts';
import { findHoldersOfAddresses } from '../users/holders-of-keys.ts';
import { findTaken } from './address-claims.ts';
import { findTakenKeys, keysOfFacts } from './judge-external-keys.ts';
import { describeTaken, failRole, spellRole } from './judge-user-facts.ts';
import type { UserKeys } from './user-fact-store.ts';

export type NewFacts = Readonly<Record<Exclude<UserFact, 'accessRole'>, string>> & {
  readonly accessRole: AccessRole;
} & UserKeys;

/** The facts as they are to be kept, or why nobody can come by them. */
export type JudgedNewUser = { facts: NewFacts } | { detail: RowDetail };

/** Judges people who are to come, all together: of two with one address the first has it. */
export async function judgeNewUsers(
  tx: Transaction,
  orgId: number,
  asked: readonly NewFacts[],
): Promise<JudgedNewUser[]> {
  const [holders, roles, takenKeys] = await Promise.all([
    findHoldersOfAddresses(
      tx,
      orgId,
      asked.map(({ email }) => email),
    ),
    listAgentRoles(tx, orgId),
    judgeKeys(tx, orgId, asked),
  ]);
  const known = asked.map((facts) => ({ ...facts, agentRole: spellRole(facts.agentRole, roles) }));
  const unknown = known.map(({ agentRole }) => failRole(agentRole, roles));
  const moves = known.flatMap(({ email }, place) =>
    unknown[place] ? [] : [{ id: nameRow(place), to: email }],
  );
  const taken = findTaken(moves, holders);
  return known.map((facts, place) => {
    const holder = taken.get(nameRow(place));
    const detail = unknown[place] ?? (holder && describeTaken(facts.email, holder)) ?? takenKeys[place];
    return detail ? { detail } : { facts };
  });
}

/** Whoever makes accounts sees all users. */
function judgeKeys(
  tx: Transaction,
  orgId: number,
  asked: readonly NewFacts[],
): ReturnType<typeof findTakenKeys> {
  const rows = asked.map((facts) => ({ id: null, keys: keysOfFacts(facts), asker: { userId: null } }));
  return findTakenKeys(tx, orgId, { about: 'user', rows });
}

function nameRow(place: number): string {
  return `row ${place + 1}`;
}
