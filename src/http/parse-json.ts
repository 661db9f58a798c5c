import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';
import { readJson, readLongJson } from './wire/read-json.ts';

/** More than most calls have. */
const longBytes = 262_144;

/** Takes JSON bodies in UTF-8 only: bytes that are not would otherwise be replaced without a word. */
export function takeJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => parseJson(body),
  );
}

async function parseJson(body: Buffer): Promise<unknown> {
  if (body.length === 0) return undefined; // many clients name the type of a body that they do not send
  if (!isUtf8(body)) throw new Refusal('invalid-input', { message: 'The body is not valid UTF-8.' });
  const source = { what: 'The body' };
  return body.length > longBytes ? readLongJson(body, source) : readJson(body, source);
}
