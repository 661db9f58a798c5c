import fc from 'fast-check';
import type { Call } from './call-server.ts';
import {
  hostileBodies,
  hostileContentTypes,
  hostileCredentials,
  hostileEscapes,
  hostileHeaders,
  hostileJson,
  hostileQueries,
  hostileTexts,
  otherMethods,
} from './hostile-values.ts';
import { buildCall, type Ids, type Operation } from './operations.ts';

export interface Attack {
  operation: Operation;
  headers: Record<string, string>;
  ids: Ids;
  seed: number;
}

const randomCalls = 40;
const variants = 3;

/** A good call of the operation, and then one hostile call after the other that is made of it. */
export function* makeHostileCalls({ operation, headers, ids, seed }: Attack): Generator<Call> {
  const good = buildCall(operation, () => ids);
  const signed = (call: Call): Call => ({ ...call, headers: { ...headers, ...call.headers } });
  yield signed(good);
  for (const credentials of hostileCredentials)
    yield { ...good, headers: { ...good.headers, ...credentials } };
  for (const path of hostilePaths(operation, good)) yield signed({ ...good, path });
  for (const method of otherMethods) yield signed({ ...good, method });
  for (const each of hostileHeaders) yield signed({ ...good, headers: { ...good.headers, ...each } });
  const withBody = { ...good, headers: { 'content-type': 'application/json' } };
  for (const body of hostileBodies) yield signed({ ...withBody, body });
  for (const type of hostileContentTypes) {
    yield signed({ body: '{}', ...good, headers: { 'content-type': type } });
  }
  for (const body of hostileMembers(operation, ids)) yield signed({ ...withBody, body });
  yield* randomBodies(withBody, seed).map(signed);
  yield* randomQueries(operation, good, seed).map(signed);
}

function* hostilePaths(operation: Operation, good: Call): Generator<string> {
  const [path = '', query = ''] = good.path.split('?', 2);
  for (const each of hostileQueries) yield `${path}?${query}&${each}`;
  for (const each of hostileEscapes) {
    yield `${path}${each}?${query}`;
    yield `${path}/${each}?${query}`;
    yield `${path}?${query}&x=${each}`;
    yield `${operation.path.replace(/\{\w+\}/, each)}?${query}`;
  }
  yield `${path.toUpperCase()}?${query}`;
  yield `${path}/${'x/'.repeat(2_000)}?${query}`;
  for (const text of hostileTexts) {
    const escaped = encodeURIComponent(text.toWellFormed());
    if (operation.path.includes('{')) yield `${operation.path.replace(/\{\w+\}/, escaped)}?${query}`;
    for (const { name, in: where } of operation.parameters) {
      if (where !== 'query') continue;
      const others = new URLSearchParams(query);
      others.delete(name);
      yield `${path}?${others}&${name}=${escaped}`;
    }
  }
}

/** The body with each of its members in turn made something else, left out, or made to be there twice over. */
function* hostileMembers(operation: Operation, ids: Ids): Generator<string> {
  if (!operation.body) return;
  const bodies = new Set(
    Array.from({ length: variants }, (_, variant) => buildCall(operation, () => ids, variant).body),
  );
  for (const text of bodies) {
    if (typeof text !== 'string') continue;
    const body: unknown = JSON.parse(text);
    for (const pointer of listPointers(body)) {
      for (const value of [undefined, ...hostileJson]) yield JSON.stringify(replaceAt(body, pointer, value));
    }
    yield text.replaceAll('}', ',"__proto__":{"UserId":1},"unknown":[{}]}');
    yield JSON.stringify(Array.from({ length: 101 }, () => body));
  }
}

function listPointers(value: unknown, at: readonly string[] = []): string[][] {
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => listPointers(each, [...at, key]))
      : [];
  return [[...at], ...inside];
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by ?? null;
  if (Array.isArray(value)) {
    return value.map((each, place) => (String(place) === key ? replaceAt(each, rest, by) : each));
  }
  return {
    ...Object(value),
    [key]: rest.length > 0 ? replaceAt(Reflect.get(Object(value), key), rest, by) : by,
  };
}

function randomBodies(call: Call, seed: number): Call[] {
  const bodies = fc.sample(
    fc.oneof(fc.json({ stringUnit: 'binary' }), fc.string({ unit: 'binary' }), fc.uint8Array().map(String)),
    { seed, numRuns: randomCalls },
  );
  return bodies.map((body) => ({ ...call, body }));
}

function randomQueries({ parameters }: Operation, good: Call, seed: number): Call[] {
  const names = parameters.flatMap(({ name, in: where }) => (where === 'query' ? [name] : []));
  const member = fc.tuple(
    fc.constantFrom(...names, 'accesskey', 'x'),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const queries = fc.sample(fc.array(member, { maxLength: 8 }), { seed, numRuns: randomCalls });
  return queries.map((members) => ({
    ...good,
    path: `${good.path.split('?', 1)[0]}?${new URLSearchParams(members)}`,
  }));
}
