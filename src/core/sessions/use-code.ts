import type { GateTransaction } from '../../database/gate.ts';
import { type KnownDoer, noteEvent } from '../audit/audit-store.ts';
import { readSecret } from './password-store.ts';
import { openSecret } from './seal.ts';
import { findSealed, takeRecoveryCode, takeStep } from './second-factor-store.ts';
import { hashRecoveryCode, isAppCode } from './sign-in-code.ts';
import { findStep } from './totp.ts';

/** Uses up a code of the user's app or a recovery code of theirs. False: it is neither, or was used before. */
export async function useCode(tx: GateTransaction, doer: KnownDoer, code: string): Promise<boolean> {
  const { orgId, userId } = doer;
  if (isAppCode(code)) return useAppCode(tx, doer, { code, isConfirmed: true });
  const left = await takeRecoveryCode(tx, orgId, { userId, hash: hashRecoveryCode(code) });
  if (left === undefined) return false;
  noteEvent(tx, doer, { what: 'recovery-code-used', detail: `${left} left` });
  return true;
}

/** Uses up a code of the user's app; the first of one that is not confirmed yet confirms it. */
export async function useAppCode(
  tx: GateTransaction,
  { orgId, userId }: { orgId: number; userId: number },
  { code, isConfirmed }: { code: string; isConfirmed: boolean },
): Promise<boolean> {
  const sealed = await findSealed(tx, orgId, { userId, isConfirmed });
  if (!sealed) return false;
  const secret = openSecret(sealed, { installation: await readSecret(tx), orgId, userId });
  const step = findStep(secret, code, Date.now());
  return step !== undefined && (await takeStep(tx, orgId, { userId, step }));
}
