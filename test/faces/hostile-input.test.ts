import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Answer, type Call, callServer, sendBytes } from '../support/call-server.ts';
import { assertErrorInDialect } from '../support/dialects.ts';
import { makeHostileCalls } from '../support/hostile-calls.ts';
import { hostileBytes } from '../support/hostile-values.ts';
import { listOperations } from '../support/operations.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import {
  fingerprint,
  marker,
  type TwoOrganisations,
  twoOrganisations,
} from '../support/two-organisations.ts';
import { useDatabase } from '../support/use-world.ts';

const seed = Date.now() % 2 ** 31;
const atOnce = 16;

let server: ServedProgram;
let world: TwoOrganisations;

after(() => server.stop());
const db = useDatabase(async () => {
  world = await twoOrganisations(db.database);
  server = await serveProgram(['--database-url', db.url, '--log-level', 'error']);
});

/** Every call of the generator, some at once; gives how many there were. */
async function callAll(calls: Iterator<Call>, check: (call: Call, answer: Answer) => void): Promise<number> {
  let count = 0;
  const client = async () => {
    for (let next = calls.next(); !next.done; next = calls.next()) {
      count += 1;
      check(next.value, await callServer(server.address, next.value));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return count;
}

/** On a slow machine so many calls at once of one organisation wait too long for their turn. */
function isToldToWait({ status, headers }: Answer): boolean {
  return status === 503 && headers['retry-after'] !== undefined;
}

function assertHarmless(call: Call, answer: Answer): void {
  const { method = 'GET', path } = call;
  const said = `seed ${seed}: ${method} ${path.slice(0, 300)} ${JSON.stringify(call.headers)?.slice(0, 300)} ${String(
    call.body,
  ).slice(0, 300)}\nanswered ${answer.status} ${answer.text.slice(0, 600)}`;
  assert.ok((answer.status >= 200 && answer.status < 500) || isToldToWait(answer), said);
  const whole = `${answer.text}${JSON.stringify(answer.headers)}`;
  assert.doesNotMatch(
    whole,
    new RegExp(`${marker}|x-injected": ?"yes|node_modules|\\.ts:\\d|baton_app`),
    said,
  );
  if (answer.status < 400 || method === 'HEAD') return;
  try {
    assertErrorInDialect(path, answer);
  } catch (error) {
    throw new Error(said, { cause: error });
  }
}

async function assertAlive(): Promise<void> {
  assert.equal(server.process.exitCode, null, server.output());
  for (const path of ['/healthz', '/readyz']) {
    assert.equal((await callServer(server.address, { path })).status, 200);
  }
}

test('no hostile call to any endpoint breaks the server, leaks, or is answered in a foreign dialect', async () => {
  const before = await fingerprint(db.database, world.others.orgId);
  const { headers, own } = world;
  for (const operation of await listOperations(server.address)) {
    const calls = makeHostileCalls({ operation, headers, ids: own, seed });
    const count = await callAll(calls, assertHarmless);
    assert.ok(count > 60, `only ${count} calls of ${operation.name}`);
    await assertAlive();
  }
  assert.equal(await fingerprint(db.database, world.others.orgId), before);
  assert.doesNotMatch(server.output(), /by a bug/);
});

test('bytes that are hardly HTTP, and callers who hang up, do no harm', async () => {
  const answers = await Promise.all(hostileBytes.map((bytes) => sendBytes(server.address, bytes)));
  for (const [place, answer] of answers.entries()) {
    const said = `${String(hostileBytes[place]).slice(0, 200)}\nanswered ${answer.slice(0, 500)}`;
    assert.doesNotMatch(answer, /HTTP\/1\.1 5|node_modules|\.ts:\d/, said);
    assert.doesNotMatch(answer, new RegExp(marker), said);
  }
  await assertAlive();
});

test('the endpoints for machines and readers stand the same', async () => {
  const paths = [
    '/healthz',
    '/readyz',
    '/metrics',
    '/openapi.json',
    '/docs',
    '/docs/',
    '/docs/refusals',
    '/',
    '/nothing',
  ];
  for (const path of paths) {
    const operation = { name: path, method: 'GET', path, parameters: [], body: undefined, isPublic: true };
    await callAll(
      makeHostileCalls({ operation, headers: world.headers, ids: world.own, seed }),
      (call, answer) => {
        assert.ok(
          answer.status >= 200 && answer.status < 500,
          `${call.method} ${call.path} ${JSON.stringify(call.headers)} answered ${answer.status}`,
        );
        assert.ok(!answer.text.includes(marker));
      },
    );
  }
  await assertAlive();
});
