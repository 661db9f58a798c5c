import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../contract/refusal.ts';
import { foldEmail } from '../../contract/rules/email-rules.ts';
import type { Database } from '../../database/database.ts';
import { inGate, readInGate } from '../../database/gate.ts';
import { noteEvent } from '../audit/audit-store.ts';
import { lockUsers } from '../users/user-store.ts';
import { admit, type PendingSignIn } from './admit.ts';
import { type Attempt, nameAccount } from './attempt-rules.ts';
import type { BegunSession, SignInPlace } from './begin-session.ts';
import { derivePassword } from './derive-password.ts';
import { deviceTokenOf, hashDevice } from './device-token.ts';
import { noOrg } from './no-org.ts';
import { findAccounts, findPassword, type NamedAccount, readSecret } from './password-store.ts';
import { forgive, type Taken, takeAttempts } from './take-attempts.ts';

interface SignIn extends SignInPlace {
  email: string;
  password: string;
  orgId?: number | undefined;
}

/** An account whose password it may be; none where the e-mail has no account. */
interface Tried {
  account: NamedAccount | undefined;
  attempt: Attempt;
}

/**
 * Lets in whoever's e-mail and password these are. Whether the account exists, is active or has a password makes no
 * difference to what is done and said. Where the password fits in several orgs, asks for one.
 */
export async function signIn(
  database: Database,
  { email, password, orgId, ...place }: SignIn,
): Promise<BegunSession | PendingSignIn> {
  const device = hashDevice(deviceTokenOf(place.deviceToken));
  const { accounts, secret } = await readInGate(database, noOrg, async (tx) => ({
    accounts: await findAccounts(tx, email, device),
    secret: await readSecret(tx),
  }));
  const asked = accounts.filter((account) => orgId === undefined || account.orgId === orgId);
  const taken = await takeAttempts(database, listTries(email, asked, { ...place, device }));
  const isKnown = taken.some(({ tried }) => tried.attempt.way === 'device');
  const hashes = await deriveBySalt(password, taken, { email, secret, isKnown });
  const fitting = taken.flatMap(({ tried }) => {
    const hash = hashes.get(saltOf(tried.account));
    return hash && fits(tried.account, hash) ? [{ ...tried, hash }] : [];
  });
  const [first] = fitting;
  if (!first?.account) {
    noteFailures(database, taken, place.address);
    throw new Refusal('sign-in-failed');
  }
  await forgive(
    database,
    fitting.map(({ attempt }) => attempt),
  );
  if (fitting.length > 1) throw askForOrg(fitting);
  return begin(database, first.account, first.hash, place);
}

/** Each account is tried by itself: who knows the password of one learns nothing of another of the same e-mail. */
function listTries(
  email: string,
  accounts: readonly NamedAccount[],
  { address, device }: { address: string; device: Buffer },
): Tried[] {
  const stranger = { way: 'stranger', address } as const;
  if (accounts.length === 0) {
    return [{ account: undefined, attempt: { ...stranger, account: foldEmail(email) } }];
  }
  return accounts.map((account) => {
    const name = nameAccount(account);
    const known = { way: 'device', account: name, device: device.toString('hex') } as const;
    return { account, attempt: account.isKnownDevice ? known : { ...stranger, account: name } };
  });
}

const saltOfNow = '';

function saltOf(account: NamedAccount | undefined): string {
  return account?.saltEmail ?? saltOfNow;
}

/** Once for each address by which a password may have been salted: nearly always that which is given, and always that. */
async function deriveBySalt(
  password: string,
  taken: readonly Taken<Tried>[],
  { email, ...by }: { email: string; secret: Buffer; isKnown: boolean },
): Promise<Map<string, Buffer>> {
  const salts = new Set([saltOfNow, ...taken.map(({ tried }) => saltOf(tried.account))]);
  const hashes = new Map<string, Buffer>();
  for (const salt of salts) hashes.set(salt, await derivePassword(password, { ...by, email: salt || email }));
  return hashes;
}

/** Waited for by nobody, or the time of an answer would tell whether there is such an account. */
function noteFailures(database: Database, taken: readonly Taken<Tried>[], address: string): void {
  for (const { tried, isLastFree } of taken) {
    if (!tried.account) continue;
    const { orgId, userId } = tried.account;
    const doer = { orgId, userId: null, address };
    inGate(database, orgId, async (tx) => {
      noteEvent(tx, doer, { what: 'sign-in-failed', about: userId });
      if (isLastFree)
        noteEvent(tx, doer, { what: 'sign-in-delayed', about: userId, detail: tried.attempt.way });
    }).catch(() => {}); // the refusal stands, whether or not it could be told of
  }
}

function fits(account: NamedAccount | undefined, hash: Buffer): boolean {
  return account?.passwordHash ? timingSafeEqual(account.passwordHash, hash) : false;
}

function askForOrg(fitting: readonly Tried[]): Refusal {
  return new Refusal('organisation-ambiguous', {
    field: 'orgId',
    message: 'You are in several organisations. Send the orgId of one of `organisations`.',
    organisations: fitting.flatMap(({ account }) =>
      account ? [{ orgId: account.orgId, name: account.orgName }] : [],
    ),
  });
}

/** Looks again under the lock: the user may have left, or have changed the password, while it was derived. */
async function begin(
  database: Database,
  { orgId, userId }: NamedAccount,
  hash: Buffer,
  { address, deviceToken }: SignInPlace,
): Promise<BegunSession | PendingSignIn> {
  return inGate(database, orgId, async (tx) => {
    const [user] = await lockUsers(tx, orgId, { userIds: [userId] });
    const kept = await findPassword(tx, orgId, userId);
    if (!user?.isActive || !kept || !timingSafeEqual(kept.hash, hash)) throw new Refusal('sign-in-failed');
    const begun = await admit(tx, { orgId, userId, deviceToken });
    if ('token' in begun) noteEvent(tx, { orgId, userId, address }, { what: 'signed-in' });
    return begun;
  });
}
