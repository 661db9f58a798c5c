import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';

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
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new Refusal('invalid-input', { message: `The body is not valid JSON.${withoutContent(reason)}` });
  }
}

/** V8 quotes the text around an error; only its position is worth saying. */
function withoutContent(reason: string): string {
  const place = /at position \d+/.exec(reason);
  return place ? ` It breaks ${place[0]}.` : '';
}
