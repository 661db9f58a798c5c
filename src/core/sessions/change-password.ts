import { countOf } from '../../contract/rules/count-rules.ts';
import type { Database } from '../../database/database.ts';
import { inGate } from '../../database/gate.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { endKeysOf } from '../keys/access-key-store.ts';
import { derivePassword } from './derive-password.ts';
import { refuseWeakPassword } from './password-rules.ts';
import { savePassword } from './password-store.ts';
import { deletePendingOf } from './pending-store.ts';
import { provePassword } from './prove-password.ts';
import { refuseCommonPassword } from './refuse-common-password.ts';
import { deleteOtherSessionsOf } from './session-store.ts';

interface PasswordChange {
  current: string;
  next: string;
  /** Every session but that of this call. */
  endSessions: boolean;
  /** Every access key of theirs, also that of this call. */
  endKeys: boolean;
}

/** Changes a password for whoever knows the current one, and ends by what else they get in, as far as they ask for it. */
export async function changePassword(
  database: Database,
  doer: Doer & { userId: number; sessionHash?: Buffer | undefined },
  { current, next, endSessions, endKeys }: PasswordChange,
): Promise<void> {
  const { orgId, userId, sessionHash: kept } = doer;
  const proof = { password: current, field: 'current', what: 'Changing the password' };
  const salt = await provePassword(database, doer, proof);
  refuseWeakPassword(next, salt.email, 'next');
  await refuseCommonPassword(next, 'next');
  const hash = await derivePassword(next, salt);
  await inGate(database, orgId, async (tx) => {
    savePassword(tx, orgId, { userId, hash });
    deletePendingOf(tx, orgId, userId);
    const sessions = endSessions ? await deleteOtherSessionsOf(tx, orgId, { userId, kept }) : 0;
    const keys = endKeys ? await endKeysOf(tx, orgId, { userId, requestId: null }) : [];
    const detail = `ended ${countOf(sessions, 'other session')} and ${countOf(keys.length, 'access key')}`;
    noteEvent(tx, doer, { what: 'password-changed', detail });
    for (const key of keys) noteEvent(tx, doer, { what: 'key-revoked', about: userId, detail: key });
  });
}
