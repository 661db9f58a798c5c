import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { type GateTransaction, inGate, readInGate } from '../../database/gate.ts';
import { noteEvent } from '../audit/audit-store.ts';
import { lockUsers } from '../users/user-store.ts';
import { type Attempt, nameAccount } from './attempt-rules.ts';
import { type BegunSession, beginSession, type SignInPlace } from './begin-session.ts';
import { isKnownDevice } from './device-store.ts';
import { deviceTokenOf, hashDevice } from './device-token.ts';
import { deletePending, findPendingUser, takePendingTry } from './pending-store.ts';
import { hashToken, orgOfToken } from './session-token.ts';
import { isAppCode } from './sign-in-code.ts';
import { forgive, takeAttempts } from './take-attempts.ts';
import { useCode } from './use-code.ts';

interface CodeStep extends SignInPlace {
  pendingToken: string | undefined;
  code: string;
}

/**
 * The second step: begins a session of whoever gave the password before, by a code of their app or a recovery code.
 * Codes of the app are few and so are the tries of them; a recovery code cannot be guessed, so it never waits.
 */
export async function signInByCode(
  database: Database,
  { pendingToken = '', code, ...place }: CodeStep,
): Promise<BegunSession> {
  const orgId = orgOfToken(pendingToken);
  if (orgId === undefined) throw new Refusal('sign-in-step-ended');
  const step = { orgId, hash: hashToken(pendingToken), code, ...place };
  const { userId, attempt } = await findAttempt(database, step);
  const taken = isAppCode(code) ? await takeAttempts(database, [{ attempt }]) : [];
  const isLastFree = taken.some((each) => each.isLastFree);
  const begun = await inGate(database, orgId, (tx) => tryStep(tx, { ...step, userId, isLastFree }));
  if (!begun) throw new Refusal('code-wrong', { field: 'code' });
  if (taken.length > 0) await forgive(database, [attempt]);
  return begun;
}

type Step = SignInPlace & { orgId: number; hash: Buffer; code: string };

async function findAttempt(
  database: Database,
  { orgId, hash, deviceToken }: Step,
): Promise<{ userId: number; attempt: Attempt }> {
  return readInGate(database, orgId, async (tx) => {
    const userId = await findPendingUser(tx, orgId, hash);
    if (userId === undefined) throw new Refusal('sign-in-step-ended');
    const device = hashDevice(deviceTokenOf(deviceToken));
    const isKnown = await isKnownDevice(tx, orgId, { userId, hash: device });
    const account = nameAccount({ orgId, userId });
    return { userId, attempt: { way: 'code', account, device: isKnown ? device.toString('hex') : '' } };
  });
}

/** Undefined where the code is wrong: what that try took stays taken. */
async function tryStep(
  tx: GateTransaction,
  {
    orgId,
    hash,
    code,
    address,
    deviceToken,
    userId,
    isLastFree,
  }: Step & { userId: number; isLastFree: boolean },
): Promise<BegunSession | undefined> {
  const [user] = await lockUsers(tx, orgId, { userIds: [userId] });
  if (!user?.isActive || !(await takePendingTry(tx, orgId, hash))) throw new Refusal('sign-in-step-ended');
  if (!(await useCode(tx, { orgId, userId, address }, code))) {
    const doer = { orgId, userId: null, address };
    noteEvent(tx, doer, { what: 'code-failed', about: userId });
    if (isLastFree) noteEvent(tx, doer, { what: 'sign-in-delayed', about: userId, detail: 'code' });
    return undefined;
  }
  deletePending(tx, orgId, hash);
  noteEvent(tx, { orgId, userId, address }, { what: 'signed-in', detail: 'with a second factor' });
  return beginSession(tx, { orgId, userId, deviceToken });
}
