import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import { readOptionalMoment } from '../../core/moments/moment-rules.ts';
import type { Idempotency, OnDrift, OnFailure, PlanOptions } from '../../core/requests/plan-rules.ts';

/** How a request is to run, as any body may say it. */
export interface AskedOptions {
  reason?: string | undefined;
  runAt?: string | undefined;
  onFailure?: OnFailure | undefined;
  onDrift?: OnDrift | undefined;
}

/** The options of a call that makes a request: from its body, its query and its `Idempotency-Key`. */
export function readPlanOptions(
  { caller, headers, url }: FastifyRequest,
  { asked, planOnly, body }: { asked: AskedOptions; planOnly: boolean; body: unknown },
): PlanOptions {
  const key = readKey(headers['idempotency-key']);
  return {
    requester: { userId: caller.userId, accessRole: caller.accessRole, origin: 'api' },
    planOnly,
    reason: asked.reason,
    runAt: readOptionalMoment(asked.runAt, 'runAt'),
    onFailure: asked.onFailure ?? 'continue',
    onDrift: asked.onDrift ?? 'skip',
    idempotency: key === undefined ? undefined : { key, hash: hashOf(pathOf(url), planOnly, body) },
  };
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

function readKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw new Refusal('invalid-input', {
    field: 'Idempotency-Key',
    message: 'Idempotency-Key must be 1 to 200 visible ASCII characters, such as a UUID.',
  });
}

/** Bodies that differ in white space or in the order of members alone are the same. */
function hashOf(...parts: unknown[]): Idempotency['hash'] {
  return createHash('sha256').update(JSON.stringify(parts, inOrder)).digest();
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
