import type { AccessRole } from '../../contract/words/access-words.ts';
import type { UserFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { RowDetail } from '../ledger/request-rules.ts';
import { listAgentRoles } from '../users/agent-role-store.ts';
import { findHoldersOfAddresses } from '../users/holders-of-keys.ts';
import { findTaken } from './address-claims.ts';
import { describeTaken, failRole, spellRole } from './judge-user-facts.ts';

export type NewFacts = Readonly<Record<Exclude<UserFact, 'accessRole'>, string>> & {
  readonly accessRole: AccessRole;
};

/** The facts as they are to be kept, or why nobody can come by them. */
export type JudgedNewUser = { facts: NewFacts } | { detail: RowDetail };

/** Judges people who are to come, all together: of two with one address the first has it. */
export async function judgeNewUsers(
  tx: Transaction,
  orgId: number,
  asked: readonly NewFacts[],
): Promise<JudgedNewUser[]> {
  const [holders, roles] = await Promise.all([
    findHoldersOfAddresses(
      tx,
      orgId,
      asked.map(({ email }) => email),
    ),
    listAgentRoles(tx, orgId),
  ]);
  const known = asked.map((facts) => ({ ...facts, agentRole: spellRole(facts.agentRole, roles) }));
  const unknown = known.map(({ agentRole }) => failRole(agentRole, roles));
  const moves = known.flatMap(({ email }, place) =>
    unknown[place] ? [] : [{ id: nameRow(place), to: email }],
  );
  const taken = findTaken(moves, holders);
  return known.map((facts, place) => {
    const holder = taken.get(nameRow(place));
    const detail = unknown[place] ?? (holder && describeTaken(facts.email, holder));
    return detail ? { detail } : { facts };
  });
}

function nameRow(place: number): string {
  return `row ${place + 1}`;
}
