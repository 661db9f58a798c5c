import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { type GateTransaction, inGate } from '../../database/gate.ts';
import { type KnownDoer, noteEvent } from '../audit/audit-store.ts';
import { findSealed, saveRecoveryCodes } from './second-factor-store.ts';
import { deleteOtherSessionsOf } from './session-store.ts';
import { generateRecoveryCodes, hashRecoveryCode } from './sign-in-code.ts';
import { useAppCode } from './use-code.ts';

/** Puts a second factor in force by a code of it, ends the caller's other sessions, and gives recovery codes, this once. */
export async function confirmSecondFactor(
  database: Database,
  caller: KnownDoer & { sessionHash?: Buffer | undefined },
  code: string,
): Promise<string[]> {
  const { orgId, userId, sessionHash: kept } = caller;
  return inGate(database, orgId, async (tx) => {
    if (!(await findSealed(tx, orgId, { userId, isConfirmed: false }))) {
      throw new Refusal('second-factor-missing', {
        message: 'No second factor waits to be confirmed. Begin to set one up.',
      });
    }
    if (!(await useAppCode(tx, caller, { code, isConfirmed: false }))) {
      throw new Refusal('code-wrong', {
        field: 'code',
        message:
          'This is not the code that the app shows now. Type the next one; see that the clock is right.',
      });
    }
    await deleteOtherSessionsOf(tx, orgId, { userId, kept });
    noteEvent(tx, caller, { what: 'second-factor-set' });
    return replaceRecoveryCodes(tx, orgId, userId);
  });
}

/** The codes are given this once and kept as hashes. */
export function replaceRecoveryCodes(tx: GateTransaction, orgId: number, userId: number): string[] {
  const codes = generateRecoveryCodes();
  saveRecoveryCodes(tx, orgId, { userId, hashes: codes.map(hashRecoveryCode) });
  return codes;
}
