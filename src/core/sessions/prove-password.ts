import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inGate, readInGate } from '../../database/gate.ts';
import { type KnownDoer, noteEvent } from '../audit/audit-store.ts';
import { findUsers } from '../users/user-store.ts';
import { nameAccount } from './attempt-rules.ts';
import { derivePassword } from './derive-password.ts';
import { findPassword, readSecret } from './password-store.ts';
import { forgive, takeAttempt } from './take-attempts.ts';

/** What somebody gives as their password. */
export interface PasswordProof {
  password: string;
  /** The member of the input that holds it. */
  field: string;
  /** What it is asked for; begins the refusal, as in "Making an access key". */
  what: string;
}

/** What a password of somebody is derived with. */
export interface PasswordSalt {
  email: string;
  secret: Buffer;
}

/**
 * Refuses whoever does not know the password of the user they call as. Attempts are counted, so that nobody who finds
 * a session open can guess it, apart from those of strangers; and a wrong password is told in the trail.
 */
export async function provePassword(
  database: Database,
  doer: KnownDoer,
  { password, field, what }: PasswordProof,
): Promise<PasswordSalt> {
  const { orgId, userId } = doer;
  const { kept, email, secret } = await readInGate(database, orgId, async (tx) => ({
    kept: await findPassword(tx, orgId, userId),
    email: (await findUsers(tx, orgId, { userIds: [userId] }))[0]?.email ?? '',
    secret: await readSecret(tx),
  }));
  const attempt = { way: 'caller', account: nameAccount(doer) } as const;
  await takeAttempt(database, attempt);
  const hash = await derivePassword(password, { email: kept?.saltEmail ?? email, secret });
  if (!kept || !timingSafeEqual(kept.hash, hash)) {
    await inGate(database, orgId, async (tx) =>
      noteEvent(tx, doer, { what: 'password-wrong', detail: what }),
    );
    throw new Refusal('password-wrong', {
      field,
      message: `${what} needs your password, and the one given is not it. Nothing was done.`,
    });
  }
  await forgive(database, [attempt]);
  return { email, secret };
}
