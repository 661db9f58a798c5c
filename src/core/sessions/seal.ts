import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** By whose secret, and whose seal it is: moved to another user, it cannot be opened. */
interface Seal {
  installation: Buffer;
  orgId: number;
  userId: number;
}

/** A secret as it is kept: its codes are computed from it, so no hash would do. */
export function sealSecret(secret: Buffer, seal: Seal): Buffer {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, keyOf(seal), iv).setAAD(nameOf(seal));
  const text = Buffer.concat([sealing.update(secret), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), text]);
}

export function openSecret(sealed: Buffer, seal: Seal): Buffer {
  const iv = sealed.subarray(0, ivBytes);
  const tag = sealed.subarray(ivBytes, ivBytes + tagBytes);
  const opening = createDecipheriv(cipher, keyOf(seal), iv, { authTagLength: tagBytes });
  opening.setAAD(nameOf(seal)).setAuthTag(tag);
  return Buffer.concat([opening.update(sealed.subarray(ivBytes + tagBytes)), opening.final()]);
}

function keyOf({ installation }: Seal): Buffer {
  return Buffer.from(hkdfSync('sha256', installation, '', 'baton second factor', 32));
}

function nameOf({ orgId, userId }: Seal): Buffer {
  return Buffer.from(`${orgId}/${userId}`);
}
