import type { GateTransaction } from '../../database/gate.ts';
import { rememberDevice } from './device-store.ts';
import { deviceTokenOf, hashDevice } from './device-token.ts';
import { insertSession } from './session-store.ts';
import { generateToken, hashToken } from './session-token.ts';

/** From where somebody signs in. */
export interface SignInPlace {
  address: string;
  /** What their browser keeps since they signed in before. */
  deviceToken?: string | undefined;
}

/** A session that began: whose it is, and the tokens that prove it and its device, which are kept nowhere. */
export interface BegunSession {
  orgId: number;
  userId: number;
  token: string;
  deviceToken: string;
}

/** Begins a session of a user who is locked against leaving, and knows their device from now on. */
export function beginSession(
  tx: GateTransaction,
  { orgId, userId, ...place }: { orgId: number; userId: number; deviceToken?: string | undefined },
): BegunSession {
  const token = generateToken(orgId);
  const deviceToken = deviceTokenOf(place.deviceToken);
  insertSession(tx, orgId, { hash: hashToken(token), userId });
  rememberDevice(tx, orgId, { userId, hash: hashDevice(deviceToken) });
  return { orgId, userId, token, deviceToken };
}
