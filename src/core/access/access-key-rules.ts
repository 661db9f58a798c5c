import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

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
    secretKey: randomBytes(20).toString('hex'),
  };
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
