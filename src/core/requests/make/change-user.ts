import { Refusal } from '../../../contract/refusal.ts';
import { wordFact } from '../../../contract/words/fact-words.ts';
import type { Database } from '../../../database/database.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import type { Facts } from '../../facts/fact-steps.ts';
import { findLastChange } from '../../facts/find-last-change.ts';
import { freezeUserFacts, readUserFacts, type UserFactsSaid } from '../../facts/freeze-user-facts.ts';
import { isMatched } from '../../facts/if-match-rules.ts';
import { showExternalKeys } from '../../facts/judge-external-keys.ts';
import type { AskedFacts } from '../../facts/judge-user-facts.ts';
import { takeTurns } from '../../facts/run-user-facts-chunk.ts';
import { type KnownUser, lockKnownUsers } from '../../facts/user-fact-store.ts';
import { joinRows } from '../../ledger/join-rows.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';
import { freezeManagers } from '../../reporting/freeze-managers.ts';
import { loadTeamLines, lockReporting } from '../../reporting/reporting-store.ts';
import { findUserId } from '../../users/find-user-id.ts';
import type { UserName } from '../../users/user-name.ts';
import type { UserReference } from '../../users/user-reference.ts';
import { versionOf } from '../../users/user-version.ts';
import { type RanNow, type RunNowOptions, runNow } from '../run/run-now.ts';

interface UserChangeAsk extends RunNowOptions {
  name: UserName;
  facts: UserFactsSaid;
  /** Null: nobody. Left out: who it is. */
  manager?: UserReference | null | undefined;
  /** The versions of the user as the caller knows them; any other was changed meanwhile. */
  ifMatch?: readonly string[] | undefined;
}

/**
 * Changes what is known of one user, and whom they report to, by a request that has run when this ends. For
 * administrators. Refuses what a plan of it would tell of as failed, and a change of what is not known any more.
 */
export async function changeUser(database: Database, orgId: number, ask: UserChangeAsk): Promise<RanNow> {
  const { manager, requester, ifMatch } = ask;
  refuseUnlessAdministrator(requester, 'Changing what is known of people');
  const facts = readUserFacts(ask.facts, (fact) => fact);
  return runNow(database, orgId, ask, async (tx, requestId) => {
    if (manager !== undefined) lockReporting(tx, orgId);
    takeTurns(tx, orgId, [facts]);
    const userId = await findUserId(tx, orgId, ask.name);
    const known = (await lockKnownUsers(tx, orgId, [userId])).get(userId); // from here on nobody else changes them
    if (!known) throw new Error(`User ${userId} was found and is not known.`);
    return freezeUserChange(tx, orgId, { requestId, known, facts, manager, ifMatch });
  });
}

interface UserChange extends Pick<UserChangeAsk, 'manager' | 'ifMatch'> {
  requestId: number;
  /** As they are, locked. */
  known: KnownUser;
  /** As they are kept. */
  facts: AskedFacts;
}

/** Freezes what changes of one user; undefined where nothing does. Their turns must be taken. */
export async function freezeUserChange(
  tx: Transaction,
  orgId: number,
  { requestId, known, facts, manager, ifMatch }: UserChange,
): Promise<Frozen | undefined> {
  if (ifMatch) await refuseUnmatched(tx, orgId, known, ifMatch);
  if (
    manager === undefined &&
    Object.entries(facts).every(([fact, value]) => isSoAlready(known, fact, value))
  )
    return undefined;
  const user = { userId: known.id };
  const hasFacts = Object.keys(facts).length > 0;
  const ofFacts = hasFacts
    ? await freezeUserFacts(tx, orgId, { requestId, asks: [{ user, facts }] })
    : undefined;
  const ofManager =
    manager === undefined
      ? undefined
      : await freezeManagers(tx, orgId, { requestId, chunkNo: hasFacts ? 2 : 1, asks: [{ user, manager }] });
  const { total, preview } = joinRows([ofFacts, ofManager].filter((rows) => rows !== undefined));
  return { kind: 'facts', spec: {}, total, preview: { ...preview, usersTouched: 1 } };
}

function isSoAlready({ facts }: KnownUser, fact: string, value: string | null | undefined): boolean {
  const known: Facts = facts;
  return value === undefined || value === (known[fact] ?? null);
}

async function refuseUnmatched(
  tx: Transaction,
  orgId: number,
  { id: userId, facts, isActive }: KnownUser,
  ifMatch: readonly string[],
): Promise<void> {
  const managerId = (await loadTeamLines(tx, orgId, [userId])).get(userId) ?? null;
  if (isMatched(ifMatch, versionOf({ ...facts, isActive, managerId, externalKeys: showExternalKeys(facts) })))
    return;
  const last = await findLastChange(tx, orgId, { about: 'user', subjectId: userId });
  const lately = last
    ? ` Their facts changed last by request ${last.requestId} of ${last.by ?? 'the operator'} at ${last.at}: ${last.facts.map(wordFact).join(', ')}.`
    : '';
  throw new Refusal('changed-meanwhile', {
    field: 'If-Match',
    message: `User ${userId} is not as you read them any more, so nothing was changed.${lately} Read them again.`,
  });
}
