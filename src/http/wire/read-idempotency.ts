import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import type { Idempotency } from '../../core/repeats/keyed-call-store.ts';
import { letOthers, rowsAtAStretch } from '../../database/take-turns.ts';

export const keyForm = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` of a call and what it asks for; undefined where it has none, and then nothing is hashed. */
export function readIdempotency(
  { 'idempotency-key': key }: IncomingHttpHeaders,
  asked: readonly unknown[],
): Idempotency | undefined {
  const checked = checkKey(key);
  return checked === undefined ? undefined : { key: checked, hash: hashOf(asked) };
}

function checkKey(key: string | string[] | undefined): string | undefined {
  if (key === undefined || (typeof key === 'string' && keyForm.test(key))) return key;
  throw new Refusal('invalid-input', {
    field: 'Idempotency-Key',
    message: 'Idempotency-Key must be 1 to 255 visible ASCII characters, such as a UUID.',
  });
}

/** The same of a call that is known by its path and the rest of what it asks for, which holds no password and may be long. */
export async function readIdempotencyAt(
  { headers, url }: FastifyRequest,
  ...asked: readonly unknown[]
): Promise<Idempotency | undefined> {
  const key = checkKey(headers['idempotency-key']);
  if (key === undefined) return undefined;
  const hash = createHash('sha256');
  for (const piece of writeInOrder([url.split('?', 1)[0], ...asked])) {
    hash.update(piece);
    if (piece.length > longPiece) await letOthers();
  }
  return { key, hash: hash.digest() };
}

/** An answer that was given before says so. */
export function tellRepeat(reply: FastifyReply, { isRepeat }: { isRepeat?: boolean }): void {
  if (isRepeat) void reply.header('idempotent-replayed', 'true');
}

/** Bodies that differ in white space or in the order of members alone are the same. */
function hashOf(asked: readonly unknown[]): Idempotency['hash'] {
  const hash = createHash('sha256');
  for (const piece of writeInOrder(asked)) hash.update(piece);
  return hash.digest();
}

/** A list that is longer is written by the framework, a stretch of it at a time. */
const shortList = 100;
const longPiece = 10_000;

type Pieces = Generator<string, void, void>;

/** The JSON of a value with its members in order, in pieces none of which is long. */
function* writeInOrder(value: unknown): Pieces {
  if (Array.isArray(value)) yield* writeList(value);
  else if (typeof value === 'object' && value !== null) yield* writeMembers(Object(inOrder('', value)));
  else yield JSON.stringify(value) ?? 'null';
}

function* writeMembers(value: object): Pieces {
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  yield '{';
  for (const [place, [name, each]] of members.entries()) {
    yield `${place > 0 ? ',' : ''}${JSON.stringify(name)}:`;
    yield* writeInOrder(each);
  }
  yield '}';
}

function* writeList(list: readonly unknown[]): Pieces {
  const stretch = list.length > shortList ? rowsAtAStretch : 1;
  yield '[';
  for (let start = 0; start < list.length; start += stretch) {
    if (start > 0) yield ',';
    if (stretch === 1) yield* writeInOrder(list[start]);
    else yield JSON.stringify(list.slice(start, start + stretch), inOrder).slice(1, -1);
  }
  yield ']';
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
