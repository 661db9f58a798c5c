import { Refusal } from '../../../contract/refusal.ts';
import type { AccessRole } from '../../../contract/words/access-words.ts';
import type { Database } from '../../../database/database.ts';
import { readInOrg, type Transaction } from '../../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import { findKeyHolders } from '../../external-keys/external-key-store.ts';
import { getByKey, nameByKey } from '../../external-keys/get-by-key.ts';
import {
  type ExternalKey,
  nameFact,
  readExternalKey,
  withKey,
} from '../../external-keys/read-external-keys.ts';
import { readUserFacts, type UserFactsSaid } from '../../facts/freeze-user-facts.ts';
import type { NewUserAsk } from '../../facts/new-user-ask.ts';
import { takeTurns } from '../../facts/run-user-facts-chunk.ts';
import { type KnownUser, lockKnownUsers } from '../../facts/user-fact-store.ts';
import { findMade } from '../../ledger/find-made.ts';
import { lockReporting } from '../../reporting/reporting-store.ts';
import { takeIdentityTurn } from '../../users/identity-turn.ts';
import type { UserReference } from '../../users/user-reference.ts';
import { type RunNowOptions, runNow } from '../run/run-now.ts';
import { freezeUserChange } from './change-user.ts';
import { freezeNewUser } from './create-user.ts';
import { type PutSubject, refuseUnmatched } from './put-subject.ts';

/** What is to be known of whoever has a key: of somebody new what has to be, of others what is left out stays. */
export interface PutUserAsk extends RunNowOptions {
  named: ExternalKey;
  user: UserFactsSaid & { accessRole?: AccessRole; manager?: UserReference | null };
  ifMatch?: readonly string[] | undefined;
}

/**
 * Changes the user who has a key in another system, or brings somebody new by it, by a request that has run when this ends.
 * For administrators.
 */
export async function putUser(database: Database, orgId: number, ask: PutUserAsk): Promise<PutSubject> {
  const { user, ifMatch, requester } = ask;
  refuseUnlessAdministrator(requester, 'Making accounts and changing them');
  const named = readExternalKey(ask.named);
  const { manager, ...said } = user;
  const externalKeys = withKey(said.externalKeys, named);
  const facts = readUserFacts(said, (fact) => fact);
  const { requestId, isRepeat } = await runNow(database, orgId, ask, async (tx, requestId) => {
    if (manager !== undefined) lockReporting(tx, orgId);
    takeTurns(tx, orgId, [facts]);
    const known = await lockByKey(tx, orgId, named);
    if (known) return freezeUserChange(tx, orgId, { requestId, known, facts, manager, ifMatch });
    if (ifMatch) throw refuseUnmatched('user', named);
    return freezeNewUser(tx, orgId, { requestId, user: readNew({ ...user, externalKeys }, named) });
  });
  if (requestId === null) {
    const reader = { ...requester, orgId };
    const id = await getByKey(database, reader, { about: 'user', ...named });
    return { id, requestId, isRepeat, isNew: false };
  }
  const { kind, subject: id } = await readInOrg(database, orgId, (tx) => findMade(tx, orgId, requestId));
  return { id, requestId, isRepeat, isNew: kind === 'account' };
}

/** Whoever has the key, locked; where nobody has, nobody else gives it until the transaction ends. */
async function lockByKey(tx: Transaction, orgId: number, named: ExternalKey): Promise<KnownUser | undefined> {
  const found = await lockHolder(tx, orgId, named);
  if (found) return found;
  takeIdentityTurn(tx, orgId);
  return lockHolder(tx, orgId, named);
}

async function lockHolder(
  tx: Transaction,
  orgId: number,
  named: ExternalKey,
): Promise<KnownUser | undefined> {
  const [holder] = await findKeyHolders(tx, orgId, { about: 'user', keys: [named] });
  if (!holder) return undefined;
  const known = (await lockKnownUsers(tx, orgId, [holder.subjectId])).get(holder.subjectId);
  return known?.facts[nameFact(named.system)] === named.key ? known : undefined;
}

function readNew(user: PutUserAsk['user'], named: ExternalKey): NewUserAsk {
  const { firstName, email, agentRole, externalKeys = {}, ...others } = user;
  const need = (fact: string) => {
    const message = `${fact} is needed: there is no user ${nameByKey(named)} yet, so somebody new is brought.`;
    return new Refusal('invalid-input', { field: fact, message });
  };
  if (firstName === undefined) throw need('firstName');
  if (email === undefined) throw need('email');
  if (agentRole === undefined) throw need('agentRole');
  const keys = Object.entries(externalKeys).filter(([, key]) => key !== null);
  return { ...others, firstName, email, agentRole, externalKeys: Object.fromEntries(keys) };
}
