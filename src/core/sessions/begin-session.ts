import type { GateTransaction } from '../../database/gate.ts';
import { insertSession } from './session-store.ts';
import { generateToken, hashToken } from './session-token-rules.ts';

/** A session that began: whose it is, and the token that proves it, which is kept nowhere. */
export interface BegunSession {
  orgId: number;
  userId: number;
  token: string;
}

/** Begins a session of a user who is locked against leaving. */
export function beginSession(tx: GateTransaction, orgId: number, userId: number): BegunSession {
  const token = generateToken(orgId);
  insertSession(tx, orgId, { hash: hashToken(token), userId });
  return { orgId, userId, token };
}
