import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import type { Idempotency } from '../../core/repeats/keyed-call-store.ts';

export const keyForm = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` of a call and what it asks for; undefined where it has none, and then nothing is hashed. */
export function readIdempotency(
  { 'idempotency-key': key }: IncomingHttpHeaders,
  asked: readonly unknown[],
): Idempotency | undefined {
  if (key === undefined) return undefined;
  if (typeof key === 'string' && keyForm.test(key)) return { key, hash: hashOf(asked) };
  throw new Refusal('invalid-input', {
    field: 'Idempotency-Key',
    message: 'Idempotency-Key must be 1 to 255 visible ASCII characters, such as a UUID.',
  });
}

/** The same of a call that is known by its path and the rest of what it asks for, which holds no password. */
export function readIdempotencyAt(
  { headers, url }: FastifyRequest,
  ...asked: readonly unknown[]
): Idempotency | undefined {
  return readIdempotency(headers, [url.split('?', 1)[0], ...asked]);
}

/** An answer that was given before says so. */
export function tellRepeat(reply: FastifyReply, { isRepeat }: { isRepeat?: boolean }): void {
  if (isRepeat) void reply.header('idempotent-replayed', 'true');
}

/** Bodies that differ in white space or in the order of members alone are the same. */
function hashOf(asked: readonly unknown[]): Idempotency['hash'] {
  return createHash('sha256').update(JSON.stringify(asked, inOrder)).digest();
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
