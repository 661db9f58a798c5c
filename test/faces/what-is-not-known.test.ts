// What a call does not know it refuses, at every operation that the server says it has.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Call, callServer } from '../support/call-server.ts';
import { assertErrorInDialect } from '../support/dialects.ts';
import { buildCall, countVariants } from '../support/good-calls.ts';
import { listOperations, type Operation } from '../support/operations.ts';
import { type ServedApp, serveApp } from '../support/serve-app.ts';
import { listObjects, writeWith } from '../support/spoilt-json.ts';
import { fingerprint, type TwoOrganisations, twoOrganisations } from '../support/two-organisations.ts';
import { useDatabase } from '../support/use-world.ts';

let server: ServedApp;
let world: TwoOrganisations;
let operations: Operation[];

after(() => server.stop());
const db = useDatabase(async () => {
  world = await twoOrganisations(db.database);
  server = await serveApp(db);
  operations = await listOperations(server.address);
});

/** Members whose object holds whatever names the organisation has given. */
const open = /attributes$/;

/** A good call of the operation in each form that its body has. */
function listGoodCalls(operation: Operation): Call[] {
  const variants = Array.from({ length: countVariants(operation) }, (_, variant) => variant);
  const calls = variants.map((variant) => buildCall(operation, () => world.own, variant));
  return [...new Map(calls.map((call) => [`${call.path} ${call.body}`, call])).values()];
}

function isJson(call: Call): boolean {
  return call.headers?.['content-type'] === 'application/json';
}

async function assertRefused(call: Call, says: RegExp): Promise<void> {
  const signed = { ...call, headers: { ...world.headers, ...call.headers } };
  const answer = await callServer(server.address, signed);
  const said = `${call.method} ${call.path} ${call.body} was answered ${answer.status} ${answer.text}`;
  assert.equal(answer.status, 400, said);
  assertErrorInDialect(call.path, answer);
  assert.match(answer.text, says, said);
}

test('a member that is not known is refused, wherever in a body it stands', async () => {
  for (const operation of operations.filter(({ body }) => body)) {
    const before = await fingerprint(db.database, world.own.orgId);
    const calls = listGoodCalls(operation);
    assert.ok(calls.some(isJson), `${operation.name} has no good call with a JSON body`);
    for (const call of calls.filter(isJson)) {
      const body: unknown = JSON.parse(String(call.body));
      const places = listObjects(body).filter(({ path }) => !open.test(path));
      assert.ok(places.length > 0, `${operation.name} takes a body that has no members`);
      for (const { place } of places) {
        for (const name of ['nobodyKnowsMe', '__proto__', 'constructor']) {
          const added = writeWith(body, place, (members) => [...members, [JSON.stringify(name), '1']]);
          await assertRefused(
            { ...call, body: added },
            /nobodyKnowsMe|__proto__|constructor|only one of|must be/,
          );
        }
      }
    }
    for (const call of calls.filter((each) => !isJson(each))) {
      const [header, ...rows] = String(call.body).split('\n');
      await assertRefused(
        { ...call, body: [`${header},nobodyKnowsMe`, ...rows].join('\n') },
        /nobodyKnowsMe/,
      );
    }
    assert.equal(await fingerprint(db.database, world.own.orgId), before, operation.name);
  }
});

test('a member that is there twice is refused, however it is written', async () => {
  for (const operation of operations.filter(({ body }) => body)) {
    const before = await fingerprint(db.database, world.own.orgId);
    for (const call of listGoodCalls(operation).filter(isJson)) {
      const body: unknown = JSON.parse(String(call.body));
      for (const { place, value } of listObjects(body)) {
        for (const name of Object.keys(value)) {
          const escaped = `"\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}"`;
          for (const again of [JSON.stringify(name), escaped]) {
            const text = JSON.stringify(Reflect.get(value, name));
            const doubled = writeWith(body, place, (members) => [[again, text], ...members]);
            await assertRefused({ ...call, body: doubled }, /twice/);
          }
        }
      }
    }
    assert.equal(await fingerprint(db.database, world.own.orgId), before, operation.name);
  }
});

test('a body is refused where none is taken; none, an empty one and an empty object are not', async () => {
  const needless = operations.filter(({ body }) => !body);
  assert.ok(needless.length > 10, `only ${needless.length} operations take no body`);
  for (const operation of needless) {
    const call = buildCall(operation, () => world.own);
    const headers = { 'content-type': 'application/json' };
    const before = await fingerprint(db.database, world.own.orgId);
    for (const body of ['{"leads":[1]}', '[1]', '{"__proto__":1}', '{"a":{},"a":{}}']) {
      await assertRefused({ ...call, headers, body }, /body/);
      await assertRefused({ ...call, headers: { ...headers, 'transfer-encoding': 'chunked' }, body }, /body/);
    }
    assert.equal(await fingerprint(db.database, world.own.orgId), before, operation.name);
    const form = { ...call, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '' };
    const nothing = [undefined, '', '{}'].map((body) => ({
      ...call,
      headers,
      ...(body === undefined ? {} : { body }),
    }));
    for (const each of [form, ...nothing]) {
      const signed = { ...each, headers: { ...world.othersHeaders, ...each.headers } };
      const answer = await callServer(server.address, signed);
      assert.doesNotMatch(answer.text, /takes no body|application\/json/, JSON.stringify(each));
    }
  }
});

test('a query that says two things is refused, and on our own API one that says what is not known', async () => {
  let tried = 0;
  for (const operation of operations) {
    const call = buildCall(operation, () => world.own);
    const [path = '', query = ''] = call.path.split('?', 2);
    const withMember = (name: string, ...values: string[]) => {
      const members = new URLSearchParams(query);
      members.delete(name);
      for (const value of values) members.append(name, value);
      return { ...call, path: `${path}?${members}` };
    };
    const names = operation.parameters.flatMap(({ name, in: where, schema }) =>
      where === 'query' && !schema.anyOf?.some(({ type }) => type === 'array') ? [name] : [],
    );
    for (const name of names) {
      tried += 1;
      await assertRefused(withMember(name, '1', '2'), new RegExp(name));
    }
    if (path.startsWith('/api/v1/')) await assertRefused(withMember('nobodyKnowsMe', '1'), /nobodyKnowsMe/);
  }
  assert.ok(tried > 30, `only ${tried} members of queries were tried`);
});
