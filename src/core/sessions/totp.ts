import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { foldCode } from './sign-in-code.ts';

const secretBytes = 20;
const periodS = 30;
/** How many steps a clock may be wrong, either way. */
const window = 1;

export function generateSecret(): Buffer {
  return randomBytes(secretBytes);
}

/** What an app is told: as text to type, and as an address to scan. */
export function describeSecret(
  secret: Buffer,
  { orgName, email }: { orgName: string; email: string },
): { secret: string; uri: string } {
  const totp = open(secret, { issuer: `Baton ${orgName}`, label: email });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The time step of which this is the code, of those that are good at the moment. */
export function findStep(secret: Buffer, code: string, nowMs: number): number | undefined {
  const delta = open(secret).validate({ token: foldCode(code), timestamp: nowMs, window });
  return delta === null ? undefined : Math.floor(nowMs / 1_000 / periodS) + delta;
}

/** The ways that every app knows. */
function open(secret: Buffer, names: { issuer?: string; label?: string } = {}): TOTP {
  const buffer = new Uint8Array(secret).buffer;
  return new TOTP({
    ...names,
    secret: new Secret({ buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: periodS,
  });
}
