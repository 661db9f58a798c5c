import fc from 'fast-check';
import type { Call } from './call-server.ts';
import { buildCall, countVariants, type Ids } from './good-calls.ts';
import {
  hostileBodies,
  hostileContentTypes,
  hostileCredentials,
  hostileCsv,
  hostileEscapes,
  hostileHeaders,
  hostileJson,
  hostileQueries,
  hostileTexts,
  otherMethods,
} from './hostile-values.ts';
import type { Operation } from './operations.ts';

export interface Attack {
  operation: Operation;
  headers: Record<string, string>;
  ids: Ids;
  seed: number;
}

const randomCalls = 3;
const mostOfAKind = 8;

/** A good call of the operation, and then one hostile call after the other that is made of it. */
export function* makeHostileCalls({ operation, headers, ids, seed }: Attack): Generator<Call> {
  const good = buildCall(operation, () => ids);
  const signed = (call: Call): Call => ({ ...call, headers: { ...headers, ...call.headers } });
  yield signed(good);
  for (const credentials of hostileCredentials)
    yield { ...good, headers: { ...good.headers, ...credentials } };
  const paths = sample([...hostilePaths(operation, good)], seed);
  for (const path of paths) yield signed({ ...good, path });
  for (const method of otherMethods) yield signed({ ...good, method });
  for (const each of hostileHeaders) yield signed({ ...good, headers: { ...good.headers, ...each } });
  const withBody = { ...good, headers: { 'content-type': 'application/json' } };
  for (const body of hostileBodies) yield signed({ ...withBody, body });
  for (const type of hostileContentTypes) {
    yield signed({ body: '{}', ...good, headers: { 'content-type': type } });
  }
  yield* sample([...hostileMembers(operation, ids)], seed).map(signed);
  yield* randomBodies(withBody, seed).map(signed);
  yield* randomQueries(operation, good, seed).map(signed);
}

/** As many of them as there is time for; another seed takes others. */
function sample<Item>(items: readonly Item[], seed: number): Item[] {
  if (items.length <= mostOfAKind) return [...items];
  const [chosen = []] = fc.sample(
    fc.shuffledSubarray([...items], { minLength: mostOfAKind, maxLength: mostOfAKind }),
    {
      seed,
      numRuns: 1,
    },
  );
  return chosen;
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

/** Every good body with each of its members in turn made something else, left out, or there twice over. */
function* hostileMembers(operation: Operation, ids: Ids): Generator<Call> {
  const variants = Array.from({ length: countVariants(operation) }, (_, variant) => variant);
  const calls = variants.map((variant) => buildCall(operation, () => ids, variant));
  for (const call of new Map(calls.map((each) => [`${each.path} ${each.body}`, each])).values()) {
    const text = String(call.body ?? '');
    const isCsv = call.headers?.['content-type'] === 'text/csv';
    const bodies = isCsv ? spoilCsv(text) : text ? spoilJson(text) : [];
    for (const body of bodies) yield { ...call, body };
  }
}

function* spoilJson(text: string): Generator<string> {
  const body: unknown = JSON.parse(text);
  for (const pointer of listPointers(body)) {
    for (const value of [undefined, ...hostileJson]) yield JSON.stringify(replaceAt(body, pointer, value));
  }
  yield text.replaceAll('}', ',"__proto__":{"UserId":1},"unknown":[{}]}');
  yield JSON.stringify(Array.from({ length: 101 }, () => body));
}

function* spoilCsv(text: string): Generator<string | Buffer> {
  const [header = '', row = ''] = text.split('\n');
  for (const whole of hostileCsv) yield whole;
  for (const spoiled of [
    `${header}\n"${row}`,
    `${header},${header}\n${row},${row}\n`,
    `${text}${row},,,,\n`,
    row,
  ])
    yield spoiled;
  yield text.replace('\n', '\r\n\r\n').replaceAll(',', ';');
  yield Buffer.concat([Buffer.from(`${header}\n`), Buffer.from([0xff, 0xfe, 0x2c, 0xc3, 0x28])]);
  for (const [place] of row.split(',').entries()) {
    for (const value of hostileTexts) yield `${header}\n${row.split(',').with(place, value).join(',')}\n`;
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
