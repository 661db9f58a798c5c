import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inGate, readInGate } from '../../database/gate.ts';
import { inOrg } from '../../database/transaction.ts';
import { noteEvent } from '../audit/audit-store.ts';
import { lockUsers } from '../users/user-store.ts';
import { type Attempt, forgiveAttempt } from './attempt-store.ts';
import { type BegunSession, beginSession } from './begin-session.ts';
import { derivePassword } from './derive-password.ts';
import { noOrg } from './no-org.ts';
import { findAccounts, findPassword, type NamedAccount, readSecret } from './password-store.ts';
import { takeAttempt } from './take-attempt.ts';

/**
 * Begins a session of whoever's e-mail and password these are. Whether the account exists, is active or has a
 * password makes no difference to what is done and said. Where the password fits in several orgs, asks for one.
 */
export async function signIn(
  database: Database,
  { password, orgId, ...attempt }: Attempt & { password: string; orgId?: number | undefined },
): Promise<BegunSession> {
  await takeAttempt(database, attempt);
  const { accounts, secret } = await readInGate(database, noOrg, async (tx) => ({
    accounts: await findAccounts(tx, attempt.email),
    secret: await readSecret(tx),
  }));
  const hash = await derivePassword(password, { email: attempt.email, secret });
  const fitting = accounts.filter(
    (account) => fits(account, hash) && (orgId === undefined || account.orgId === orgId),
  );
  const [account] = fitting;
  if (!account) {
    noteFailures(database, accounts, attempt.address);
    throw new Refusal('sign-in-failed');
  }
  await inGate(database, noOrg, async (tx) => forgiveAttempt(tx, attempt));
  if (fitting.length > 1) throw askForOrg(fitting);
  return begin(database, account, hash, attempt.address);
}

/** Waited for by nobody, or the time of an answer would tell whether there is such an account. */
function noteFailures(database: Database, accounts: readonly NamedAccount[], address: string): void {
  for (const { orgId, userId } of accounts) {
    inOrg(database, orgId, async (tx) =>
      noteEvent(tx, { orgId, userId: null, address }, { what: 'sign-in-failed', about: userId }),
    ).catch(() => {}); // the refusal stands, whether or not it could be told of
  }
}

function fits({ passwordHash }: NamedAccount, hash: Buffer): boolean {
  return passwordHash !== null && timingSafeEqual(passwordHash, hash);
}

function askForOrg(accounts: readonly NamedAccount[]): Refusal {
  return new Refusal('organisation-ambiguous', {
    field: 'orgId',
    message: 'You are in several organisations. Send the orgId of one of `organisations`.',
    organisations: accounts.map(({ orgId, orgName }) => ({ orgId, name: orgName })),
  });
}

/** Looks again under the lock: the user may have left, or have changed the password, while it was derived. */
async function begin(
  database: Database,
  { orgId, userId }: NamedAccount,
  hash: Buffer,
  address: string,
): Promise<BegunSession> {
  return inGate(database, orgId, async (tx) => {
    const [user] = await lockUsers(tx, orgId, { userIds: [userId] });
    const kept = await findPassword(tx, orgId, userId);
    if (!user?.isActive || !kept || !timingSafeEqual(kept, hash)) throw new Refusal('sign-in-failed');
    noteEvent(tx, { orgId, userId, address }, { what: 'signed-in' });
    return beginSession(tx, orgId, userId);
  });
}
