import { createHash, randomBytes } from 'node:crypto';

const form = /^[A-Za-z0-9_-]{43}$/;

/** The token that a browser sent, where it is one of ours; else a new one. Several accounts may share a device. */
export function deviceTokenOf(sent: string | undefined): string {
  return sent !== undefined && form.test(sent) ? sent : randomBytes(32).toString('base64url');
}

/** What is kept of it. */
export function hashDevice(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
