// With the keys of one organisation, what is another's and what is nobody's cannot be told apart.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { type Answer, type Call, callServer, postJson, readJson } from '../support/call-server.ts';
import {
  buildCall,
  countVariants,
  type IdKind,
  type Ids,
  listPlaces,
  type Place,
} from '../support/good-calls.ts';
import { hostileCredentials } from '../support/hostile-values.ts';
import { listOperations, type Operation } from '../support/operations.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import {
  fingerprint,
  marker,
  type TwoOrganisations,
  twoOrganisations,
} from '../support/two-organisations.ts';
import { useDatabase } from '../support/use-world.ts';

let server: ServedProgram;
let world: TwoOrganisations;
let operations: Operation[];
let untouched: string;

after(() => server.stop());
const db = useDatabase(async () => {
  world = await twoOrganisations(db.database);
  // Without a worker, whose progress would differ from call to call: the test runs each request itself.
  server = await serveProgram(['--database-url', db.url, '--role', 'api', '--log-level', 'warn']);
  // Whoever signs in is of no organisation yet: test/faces/sign-in.test.ts tries what they are told.
  operations = (await listOperations(server.address)).filter(({ isPublic }) => !isPublic);
  untouched = await fingerprint(db.database, world.others.orgId);
});

interface Probe {
  operation: Operation;
  variant: number;
  /** What is not the caller's own. */
  places: readonly Place[];
}

/** Every operation with each single thing in it that names something, and with all of them at once. */
function listProbes(): Probe[] {
  return operations.flatMap((operation) =>
    Array.from({ length: countVariants(operation) }, (_, variant) => {
      const places = listPlaces(operation, world.own, variant).filter(
        (place) => !isOwnWord(operation, place),
      );
      const single = places.map((place) => [place]);
      return (places.length > 1 ? [...single, places] : single).map((some) => ({
        operation,
        variant,
        places: some,
      }));
    }).flat(),
  );
}

/** By a key that is another organisation's, too, a put makes something of one's own. */
function isOwnWord({ method }: Operation, { at }: Place): boolean {
  return method === 'PUT' && at === 'path key';
}

/** The same call, but for whose things the places name. */
function build({ operation, variant, places }: Probe, theirs: Ids): Call {
  const foreign = new Set(places.map(({ at }) => at));
  const call = buildCall(operation, ({ at }) => (foreign.has(at) ? theirs : world.own), variant);
  return { ...call, headers: { ...world.headers, ...call.headers } };
}

/** Without what every call has of its own, and with the ids that were asked for made alike. */
function blur(text: string, theirs: Ids): string {
  const own = text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<moment>')
    .replace(/urn:baton:call:[0-9a-f-]{36}/g, '<call>');
  const kinds: IdKind[] = [
    'agentRole',
    'accessKey',
    'guid',
    'email',
    'requestId',
    'leadId',
    'userId',
    'orgId',
  ];
  const alike = kinds.reduce(
    (blurred, kind) =>
      blurred.replace(new RegExp(`\\b${String(theirs[kind]).replace('$', '\\$')}\\b`, 'g'), `<${kind}>`),
    own,
  );
  return alike.replace(/\b1\d{9}\b/g, '<request>');
}

/** Everything that a caller could look at */
function describe(answer: Answer, theirs: Ids): string {
  const own = /^(date|content-length|ratelimit-.*)$/;
  const headers = Object.entries(answer.headers).filter(([name]) => !own.test(name));
  const text = answer.text.replaceAll(ownTwin, '');
  return `${answer.status} of ${text.length}\n${blur(`${JSON.stringify(headers, null, 1)}\n${text}`, theirs)}`;
}

/** Calls that are made again make twins of the caller's own; those of another organisation are called otherwise. */
const ownTwin = new RegExp(`\\{"leadId":\\d+,"name":"(?!${marker})[^"]*","by":\\[[^\\]]*\\]\\},?`, 'g');

/** What the call was answered, and what the request it may have made came to, row by row. */
async function observe(probe: Probe, theirs: Ids): Promise<string> {
  const answer = await callPatiently(build(probe, theirs));
  const told = describe(answer, theirs);
  const requestId = madeRequestOf(answer);
  return requestId === undefined ? told : `${told}\n${await follow(requestId, theirs)}`;
}

function madeRequestOf({ text }: Answer): string | undefined {
  const found = /"(?:WFAId|RequestId|requestId|undoId)":\s*"?(\d{10,})/.exec(text);
  return found?.[1];
}

async function follow(requestId: string, theirs: Ids): Promise<string> {
  await runRequest(db.database, world.own.orgId, Number(requestId));
  const shown = await get(`/api/v1/requests/${requestId}`);
  if (shown.status !== 200) return describe(shown, theirs);
  const { state, counts } = readJson<{ state: string; counts: unknown }>(shown);
  return `${state} ${JSON.stringify(counts)} ${describe(await get(`/api/v1/requests/${requestId}/rows`), theirs)}`;
}

/** On a slow machine so many calls at once of one organisation wait too long for their turn: they are to come again. */
async function callPatiently(call: Call): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await callServer(server.address, call);
    if (answer.status !== 503 || tries === 6) return answer;
    await delay(1_000);
  }
}

function get(path: string): Promise<Answer> {
  return callPatiently({ path, headers: world.headers });
}

test("every id of another organisation, in every place of every call, is answered as nobody's", async () => {
  const probes = listProbes();
  const probed = new Set(probes.map(({ operation }) => operation.name));
  assert.ok(probed.size >= 12, `only ${probed.size} operations take an id`);
  const [reads, changes] = [probes.filter(isRead), probes.filter((probe) => !isRead(probe))];
  await Promise.all(reads.map(assertAlike));
  for (const probe of changes.toSorted((a, b) => Number(choosesId(a)) - Number(choosesId(b)))) {
    // What the rest of the call changes of the caller's own is changed before the two are compared.
    if (!choosesId(probe)) await observe(probe, world.nobodys);
    await assertAlike(probe);
  }
});

function isRead({ operation }: Probe): boolean {
  return operation.method === 'GET';
}

/** What it makes has the id from then on, in the caller's own organisation: such calls come last. */
function choosesId({ operation, places }: Probe): boolean {
  return operation.name === 'POST /api/v1/leads' && places.some(({ at }) => at.endsWith('/leadId'));
}

async function assertAlike(probe: Probe): Promise<void> {
  const others = await observe(probe, world.others);
  const nobodys = await observe(probe, world.nobodys);
  const at = probe.places.map((place) => place.at).join(', ');
  assert.equal(others, nobodys, `${probe.operation.name} (${at})`);
  assert.ok(!others.includes(marker), `${probe.operation.name} (${at}) told ${others}`);
}

test('the places of those calls do name something, where it is the caller’s own', async () => {
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    const call = buildCall(operation, () => world.own);
    const answer = await callServer(server.address, { ...call, headers: world.headers });
    assert.equal(answer.status, 200, `${operation.name} answered ${answer.text}`);
    const places = listPlaces(operation, world.own);
    if (places.some(({ at }) => at.startsWith('path')) && !operation.path.endsWith('/events')) {
      assert.notEqual(
        describe(answer, world.own),
        await observe({ operation, variant: 0, places }, world.nobodys),
      );
    }
  }
});

test('no list of the caller holds anything of another organisation', async () => {
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    const call = buildCall(operation, () => world.own);
    for (const query of [
      '',
      'limit=1000',
      'q=z',
      `q=${marker}`,
      'includeInactive=true',
      `after=${world.others.userId}`,
    ]) {
      const path = `${call.path}${call.path.includes('?') ? '&' : '?'}${query}`;
      const answer = await callServer(server.address, { path, headers: world.headers });
      const echoed = answer.text.replaceAll(`q=${marker}`, '');
      assert.ok(!echoed.toLowerCase().includes(marker.toLowerCase()), `${path} told ${answer.text}`);
    }
  }
});

test('without good keys every operation answers 401, and a key that exists is told from none by nothing', async () => {
  const { accessKey, others } = {
    accessKey: world.othersHeaders['x-lsq-accesskey'] ?? '',
    others: world.others,
  };
  const invented = accessKey.replace(/[0-9a-f]{24}$/, 'f'.repeat(24));
  for (const operation of operations) {
    const call = buildCall(operation, () => world.own);
    for (const credentials of hostileCredentials) {
      const answer = await callServer(server.address, {
        ...call,
        headers: { ...call.headers, ...credentials },
      });
      assert.equal(
        answer.status,
        401,
        `${operation.name} ${JSON.stringify(credentials)} answered ${answer.text}`,
      );
      assert.match(String(answer.headers['www-authenticate']), /^Basic realm="Baton"/, operation.name);
    }
    const [wrongSecret, noKey] = await Promise.all(
      [accessKey, invented].map((key) =>
        callServer(server.address, {
          ...call,
          headers: { ...call.headers, 'x-lsq-accesskey': key, 'x-lsq-secretkey': 'f'.repeat(40) },
        }),
      ),
    );
    assert.ok(wrongSecret && noKey);
    assert.equal(wrongSecret.status, 401);
    assert.equal(describe(wrongSecret, others), describe(noKey, others), operation.name);
  }
});

test('a key of one organisation on the orgId of another is refused like a key on the orgId of nobody', async () => {
  const body = { ApplicationId: world.others.leadId, PrimaryAgent: { UserId: world.others.userId } };
  const answers = await Promise.all(
    [world.others, world.nobodys].map(async (ids) => {
      const reassign = postJson(`/api/v2/pub/application/reassign?orgId=${ids.orgId}`, world.headers, body);
      const list = { path: `/api/integration/GetUsers?orgId=${ids.orgId}`, headers: world.headers };
      const told = await Promise.all([reassign, list].map((call) => callServer(server.address, call)));
      for (const { status } of told) assert.equal(status, 401);
      return told.map((answer) => describe(answer, ids));
    }),
  );
  assert.deepEqual(answers[0], answers[1]);
});

test('after all of that, nothing of the other organisation has changed', async () => {
  assert.equal(await fingerprint(db.database, world.others.orgId), untouched);
});
