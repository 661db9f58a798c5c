import { createHmac, type ScryptOptions, scrypt } from 'node:crypto';
import { Refusal } from '../../contract/refusal.ts';
import { foldEmail } from '../../contract/rules/email-rules.ts';

/** 32 MiB and three passes: as strong as OWASP asks for, and a small machine can bear two at a time. */
const cost: ScryptOptions = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 };
const mostAtOnce = 2;
const mostWaiting = 100;

let running = 0;
/** Those on devices that are known go first, and have places of their own: no crowd of strangers keeps them out. */
const waiting: Record<'known' | 'others', (() => void)[]> = { known: [], others: [] };

/**
 * What is kept of a password. The salt is the user's e-mail under the installation's secret, so that one
 * derivation tells for every account of that e-mail, and for none just the same. It runs beside the event loop.
 */
export async function derivePassword(
  password: string,
  { email, secret, isKnown = true }: { email: string; secret: Buffer; isKnown?: boolean },
): Promise<Buffer> {
  await takeTurn(isKnown ? waiting.known : waiting.others);
  try {
    const salt = createHmac('sha256', secret).update(foldEmail(email)).digest();
    return await runScrypt(password.normalize('NFKC'), salt);
  } finally {
    giveTurn();
  }
}

async function takeTurn(line: (() => void)[]): Promise<void> {
  if (running < mostAtOnce) {
    running += 1;
    return;
  }
  if (line.length >= mostWaiting) {
    throw new Refusal('overloaded', {
      retryAfterS: 5,
      message: 'Too many people are signing in. Try again in 5 seconds.',
    });
  }
  await new Promise<void>((resolve) => line.push(resolve));
}

/** Hands the turn on to whoever has waited longest of those who go first. */
function giveTurn(): void {
  const next = waiting.known.shift() ?? waiting.others.shift();
  if (next) next();
  else running -= 1;
}

async function runScrypt(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
