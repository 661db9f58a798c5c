import type { GateTransaction } from '../../database/gate.ts';
import { type BegunSession, beginSession } from './begin-session.ts';
import { insertPending } from './pending-store.ts';
import { hasSecondFactor } from './second-factor-store.ts';
import { generateToken, hashToken } from './session-token.ts';

/** Whoever has proved the first factor and has yet to give a code: by this token, for minutes. */
export interface PendingSignIn {
  pendingToken: string;
}

/** Lets in a user who proved their first factor and is locked against leaving: by a session, or to the second step. */
export async function admit(
  tx: GateTransaction,
  who: { orgId: number; userId: number; deviceToken?: string | undefined },
): Promise<BegunSession | PendingSignIn> {
  const { orgId, userId } = who;
  if (!(await hasSecondFactor(tx, orgId, userId))) return beginSession(tx, who);
  const pendingToken = generateToken(orgId);
  insertPending(tx, orgId, { hash: hashToken(pendingToken), userId });
  return { pendingToken };
}
