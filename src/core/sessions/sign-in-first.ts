import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inGate, readInGate } from '../../database/gate.ts';
import { noteEvent } from '../audit/audit-store.ts';
import { forgiveAttempt } from './attempt-store.ts';
import { type BegunSession, beginSession } from './begin-session.ts';
import { derivePassword } from './derive-password.ts';
import { noOrg } from './no-org.ts';
import { refuseWeakPassword } from './password-rules.ts';
import { readSecret, savePassword } from './password-store.ts';
import { refuseCommonPassword } from './refuse-common-password.ts';
import { deleteSessionsOf } from './session-store.ts';
import { hashToken, orgOfToken } from './session-token-rules.ts';
import { lockLinkOwner, useLink } from './sign-in-link-store.ts';

/** Uses up a sign-in link: sets the password, ends the sessions there were, and begins one. */
export async function signInFirst(
  database: Database,
  { token, password, address }: { token: string; password: string; address: string },
): Promise<BegunSession> {
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
    await deleteSessionsOf(tx, orgId, holder.userId);
    noteEvent(tx, { orgId, userId: holder.userId, address }, { what: 'link-used' });
    return beginSession(tx, orgId, holder.userId);
  });
  await inGate(database, noOrg, async (tx) => forgiveAttempt(tx, { email: owner.email, address }));
  return begun;
}

const explained = {
  message:
    'This sign-in link is not valid, or not any more: each works once, for 72 hours, and until a newer one is ' +
    'made. Ask an administrator for another.',
};
