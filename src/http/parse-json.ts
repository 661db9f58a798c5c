import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';
import { readJson } from './wire/read-json.ts';

/** Takes JSON bodies in UTF-8 only: bytes that are not would otherwise be replaced without a word. */
export function takeJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => parseJson(body),
  );
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined; // many clients name the type of a body that they do not send
  if (!isUtf8(body)) throw new Refusal('invalid-input', { message: 'The body is not valid UTF-8.' });
  return readJson(body, { what: 'The body' });
}
