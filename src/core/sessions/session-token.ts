import { createHash, randomBytes } from 'node:crypto';
import { largestId } from '../../contract/words/limits.ts';

const form = /^([1-9][0-9]{0,9})\.[A-Za-z0-9_-]{43}$/;

/** A new token of a session or a link. Like an access key it names its org, so that looking it up never crosses orgs. */
export function generateToken(orgId: number): string {
  return `${orgId}.${randomBytes(32).toString('base64url')}`;
}

/** The org that a token names, or undefined where the text is no token of ours. */
export function orgOfToken(token: string): number | undefined {
  const orgId = Number(form.exec(token)?.[1]);
  return orgId <= largestId ? orgId : undefined;
}

/** What is kept of a token: of 256 random bits, so one round of SHA-256 is as good as a slow hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
