import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inOrg, readInOrg } from '../../database/transaction.ts';
import { noteEvent } from '../audit/audit-store.ts';
import { findUsers } from '../users/user-store.ts';
import { forgiveAttempt } from './attempt-store.ts';
import { derivePassword } from './derive-password.ts';
import { noOrg } from './no-org.ts';
import { refuseWeakPassword } from './password-rules.ts';
import { findPassword, readSecret, savePassword } from './password-store.ts';
import { refuseCommonPassword } from './refuse-common-password.ts';
import { deleteSessionsOf } from './session-store.ts';
import { takeAttempt } from './take-attempt.ts';

interface PasswordChange {
  orgId: number;
  userId: number;
  /** The session to go on with. */
  kept?: Buffer | undefined;
  current: string;
  next: string;
  address: string;
}

/** Changes a password for whoever knows the current one, and ends every other session of theirs. */
export async function changePassword(
  database: Database,
  { orgId, userId, kept, current, next, address }: PasswordChange,
): Promise<void> {
  const { email, secret, before } = await readInOrg(database, orgId, async (tx) => ({
    email: await getEmail(() => findUsers(tx, orgId, { userIds: [userId] })),
    secret: await readSecret(tx),
    before: await findPassword(tx, orgId, userId),
  }));
  refuseWeakPassword(next, email, 'next');
  await refuseCommonPassword(next, 'next');
  const attempt = { email, address };
  await takeAttempt(database, attempt);
  const hash = await derivePassword(current, { email, secret });
  if (!before || !timingSafeEqual(before, hash)) throw new Refusal('password-wrong', { field: 'current' });
  const changed = await derivePassword(next, { email, secret });
  await inOrg(database, orgId, async (tx) => {
    savePassword(tx, orgId, { userId, hash: changed });
    await deleteSessionsOf(tx, orgId, { userId, kept: kept ?? null });
    noteEvent(tx, { orgId, userId, address }, { what: 'password-changed' });
  });
  await inOrg(database, noOrg, async (tx) => forgiveAttempt(tx, attempt));
}

async function getEmail(find: () => Promise<{ email: string }[]>): Promise<string> {
  const [user] = await find();
  if (!user) throw new Refusal('user-not-found');
  return user.email;
}
