import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inGate } from '../../database/gate.ts';
import type { KnownDoer } from '../audit/audit-store.ts';
import { findOrgName } from '../organisations/find-org-name.ts';
import { provePassword } from './prove-password.ts';
import { sealSecret } from './seal.ts';
import { saveBegun } from './second-factor-store.ts';
import { describeSecret, generateSecret } from './totp.ts';

export interface BegunSecondFactor {
  /** In Base32, as apps take it typed. */
  secret: string;
  /** The same as an address that apps scan. */
  uri: string;
}

/** Makes a secret for the caller's app. It counts for nothing until a code of it confirms that the app has it. */
export async function beginSecondFactor(
  database: Database,
  caller: KnownDoer,
  password: string,
): Promise<BegunSecondFactor> {
  const { orgId, userId } = caller;
  const what = 'Setting up a second factor';
  const salt = await provePassword(database, caller, { password, field: 'password', what });
  const secret = generateSecret();
  const sealed = sealSecret(secret, { installation: salt.secret, orgId, userId });
  return inGate(database, orgId, async (tx) => {
    if (!(await saveBegun(tx, orgId, { userId, sealed }))) throw isOnAlready();
    return describeSecret(secret, { orgName: await findOrgName(tx, orgId), email: salt.email });
  });
}

function isOnAlready(): Refusal {
  return new Refusal('already-exists', {
    message: 'You have a second factor. To set up another app, remove it first.',
  });
}
