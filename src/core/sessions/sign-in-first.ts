import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inGate, readInGate } from '../../database/gate.ts';
import { noteEvent } from '../audit/audit-store.ts';
import { admit, type PendingSignIn } from './admit.ts';
import { nameAccount } from './attempt-rules.ts';
import type { BegunSession, SignInPlace } from './begin-session.ts';
import { derivePassword } from './derive-password.ts';
import { noOrg } from './no-org.ts';
import { refuseWeakPassword } from './password-rules.ts';
import { readSecret, savePassword } from './password-store.ts';
import { deletePendingOf } from './pending-store.ts';
import { refuseCommonPassword } from './refuse-common-password.ts';
import { deleteSessionsOf } from './session-store.ts';
import { hashToken, orgOfToken } from './session-token.ts';
import { lockLinkOwner, useLink } from './sign-in-link-store.ts';
import { forgive } from './take-attempts.ts';

/** Uses up a sign-in link: sets the password, ends the sessions there were, and lets its owner in. It never waits. */
export async function signInFirst(
  database: Database,
  { token, password, address, deviceToken }: SignInPlace & { token: string; password: string },
): Promise<BegunSession | PendingSignIn> {
  const orgId = orgOfToken(token);
  if (orgId === undefined) throw new Refusal('sign-in-link-invalid', explained);
  const linkHash = hashToken(token);
  const owner = await inGate(database, orgId, (tx) => lockLinkOwner(tx, orgId, linkHash));
  if (!owner) throw new Refusal('sign-in-link-invalid', explained);
  refuseWeakPassword(password, owner.email, 'password');
  await refuseCommonPassword(password, 'password');
  const secret = await readInGate(database, noOrg, readSecret);
  const hash = await derivePassword(password, { email: owner.email, secret });
  const begun = await inGate(database, orgId, async (tx) => {
    const holder = await lockLinkOwner(tx, orgId, linkHash);
    if (!holder || !(await useLink(tx, orgId, linkHash))) {
      throw new Refusal('sign-in-link-invalid', explained);
    }
    savePassword(tx, orgId, { userId: holder.userId, hash });
    deletePendingOf(tx, orgId, holder.userId);
    await deleteSessionsOf(tx, orgId, holder.userId);
    noteEvent(tx, { orgId, userId: holder.userId, address }, { what: 'link-used' });
    return admit(tx, { orgId, userId: holder.userId, deviceToken });
  });
  const account = nameAccount({ orgId, userId: owner.userId });
  await forgive(database, [{ way: 'stranger', account, address }]);
  return begun;
}

const explained = {
  message:
    'This sign-in link is not valid, or not any more: each works once, for 72 hours, and until a newer one is ' +
    'made. Ask an administrator for another.',
};
