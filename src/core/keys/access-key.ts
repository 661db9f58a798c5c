import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Access key and secret key as a caller presents them. */
export interface Credentials {
  accessKey: string;
  secretKey: string;
}

const form = /^u\$r([1-9][0-9]{0,8})\.[0-9a-f]{24}$/;

/** A new pair for an org. The access key names its org, so that looking it up never crosses orgs. */
export function generateCredentials(orgId: number): Credentials {
  return {
    accessKey: `u$r${orgId}.${randomBytes(12).toString('hex')}`,
    secretKey: generateSecret(),
  };
}

/**
 * A scanner of secrets finds it by how it begins, and by its checksum tells it from what only looks like one. Those of before
 * are as good: what is compared is the whole text.
 */
function generateSecret(): string {
  const random = `baton_${randomBytes(20).toString('hex')}`;
  return `${random}${checksumOf(random)}`;
}

/** Whether a text is a secret as Baton makes them, in or out of force. */
export function looksLikeSecret(text: string): boolean {
  const [, random, checksum] = /^(baton_[0-9a-f]{40})([0-9a-f]{8})$/.exec(text) ?? [];
  return random !== undefined && checksumOf(random) === checksum;
}

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** The org that an access key names, or undefined where the text is no access key of ours. */
export function orgOfAccessKey(accessKey: string): number | undefined {
  const digits = form.exec(accessKey)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Secrets are 160 random bits, so one round of SHA-256 is as good as a slow hash and costs a call nothing. */
export function hashSecret(secretKey: string): Buffer {
  return createHash('sha256').update(secretKey).digest();
}

/** Compares in constant time. */
export function isSecret(secretKey: string, hash: Buffer): boolean {
  return timingSafeEqual(hashSecret(secretKey), hash);
}
