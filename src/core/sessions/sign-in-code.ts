import { createHash, randomBytes } from 'node:crypto';

const appCode = /^\d{6}$/;
/** Crockford's: none of its letters is taken for another, or for a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const recoveryLetters = 16;
const lettersInGroup = 4;

/** How many recovery codes somebody has at a time. */
const recoveryCodes = 10;

/** A code as it is compared: however it was grouped, and whichever case it was typed in. */
export function foldCode(code: string): string {
  return code.toLowerCase().replaceAll(/[\s-]/gu, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
}

/** Whether it is a code of an app, which are few; else it may be a recovery code, of which nobody guesses one. */
export function isAppCode(code: string): boolean {
  return appCode.test(foldCode(code));
}

/** New recovery codes, each of 80 random bits, in groups for reading. */
export function generateRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => {
    const letters = Array.from(randomBytes(recoveryLetters), (byte) => alphabet[byte % alphabet.length]);
    return letters.join('').replaceAll(new RegExp(`(.{${lettersInGroup}})(?!$)`, 'g'), '$1-');
  });
}

/** What is kept of a recovery code: it is too long to be found by trying all, so one round is good enough. */
export function hashRecoveryCode(code: string): Buffer {
  return createHash('sha256').update(foldCode(code)).digest();
}
