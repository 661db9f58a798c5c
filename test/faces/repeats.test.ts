// Every operation that changes something, called twice: what the document says of a repeat is what comes of it.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import type pg from 'pg';
import type { RefusalCode } from '../../src/contract/refusal.ts';
import { setCallLimit } from '../../src/core/organisations/set-call-limit.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { connectAsOwner } from '../support/owner-client.ts';
import { aLink, letIn, samePage } from '../support/sign-in.ts';
import { useDatabase } from '../support/use-world.ts';

type Name = 'ada' | 'ben' | 'cy' | 'dee';
const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

/** A call by the keys of an administrator, unless its headers name somebody else. */
interface Call {
  url: string;
  payload?: object | undefined;
  headers?: Record<string, string>;
  /** Something else that the same key may come with. */
  other?: { url?: string; payload?: object };
}

/**
 * What the second call gets, where nothing happens by it: the first answer again, which says that it is one; an answer
 * that is alike, or is what it says here; a refusal. `anew`: it does what the first did.
 */
type Again = 'replayed' | 'alike' | 'anew' | { body: object } | { code: RefusalCode };

interface World {
  org: Organisation<Name>;
  keys: Record<string, string>;
}

interface Case {
  again: Again;
  prepare: (world: World) => Call | Promise<Call>;
}

const password = 'a long enough passphrase';
const own = '/api/v1/session/second-factor';

let owner: pg.Client;
let apps: [FastifyInstance, FastifyInstance];
let orgId = 500;

after(async () => {
  await owner.end();
  await Promise.all(apps.map((app) => app.close()));
});
const db = useDatabase(async () => {
  owner = await connectAsOwner(db.url);
  apps = [await buildApp(db.database), await buildApp(db.database)];
});

async function aWorld(): Promise<World> {
  orgId += 1;
  const org = await anOrganisation<Name>(db.database, {
    orgId,
    users: { ada: { accessRole: 'administrator' }, ben: {}, cy: {}, dee: {} },
    leads: { 1: ['ben'], 2: ['ben'] },
  });
  await setCallLimit(db.database, orgId, 1_000_000);
  return { org, keys: await org.signIn('ada') };
}

const cases: Readonly<Record<string, Case>> = {
  'POST /api/v2/pub/application/reassign': {
    again: 'replayed',
    prepare: ({ org }) => ({
      url: `/api/v2/pub/application/reassign?orgId=${org.orgId}`,
      payload: { ApplicationId: 1, PrimaryAgent: { UserId: org.user('cy').userId } },
      other: { payload: { ApplicationId: 1, PrimaryAgent: { UserId: org.user('dee').userId } } },
    }),
  },
  'POST /api/integration/AssignUser': {
    again: 'replayed',
    prepare: ({ org }) => ({
      url: '/api/integration/AssignUser?applicationId=1',
      payload: { UserId: org.user('cy').userId },
      other: { url: '/api/integration/AssignUser?applicationId=2' },
    }),
  },
  'POST /v2/UserManagement.svc/UpdateReportingManagerInBulk': {
    again: 'replayed',
    prepare: ({ org }) => ({
      url: '/v2/UserManagement.svc/UpdateReportingManagerInBulk',
      payload: [{ UserId: org.user('ben').guid, ManagerId: org.user('ada').guid }],
      other: { payload: [{ UserId: org.user('ben').guid, ManagerId: org.user('cy').guid }] },
    }),
  },
  'POST /api/v1/requests': {
    again: 'replayed',
    prepare: ({ org }) => ({
      url: '/api/v1/requests',
      payload: aReassignment(org, 'cy'),
      other: { payload: aReassignment(org, 'dee') },
    }),
  },
  'POST /api/v1/requests/{id}/run': {
    again: 'replayed',
    prepare: async (world) => ({
      url: `/api/v1/requests/${await aPlan(world)}/run`,
      other: { payload: { runAt: '2199-01-01T00:00:00Z' } },
    }),
  },
  'POST /api/v1/requests/{id}/cancel': {
    again: 'replayed',
    prepare: async (world) => ({
      url: `/api/v1/requests/${await aPlan(world)}/cancel`,
      other: { url: `/api/v1/requests/${await aPlan(world)}/cancel` },
    }),
  },
  'POST /api/v1/requests/{id}/retry': {
    again: 'replayed',
    prepare: async (world) => {
      const requestId = await make(world, '/api/v1/requests', aReassignment(world.org, 'cy'));
      await make(world, `/api/v1/requests/${requestId}/cancel`);
      return { url: `/api/v1/requests/${requestId}/retry`, other: { payload: { reason: 'Once more' } } };
    },
  },
  'POST /api/v1/requests/{id}/undo': {
    again: 'replayed',
    prepare: async (world) => ({
      url: `/api/v1/requests/${await aSingle(world)}/undo`,
      other: { payload: { reason: 'A mistake' } },
    }),
  },
  'POST /api/v1/users/{id}/keys': {
    again: { code: 'secret-told-once' },
    prepare: ({ org }) => ({
      url: `/api/v1/users/${org.user('ben').userId}/keys`,
      payload: { name: 'nightly feed' },
      other: { payload: { name: 'daily feed' } },
    }),
  },
  'POST /api/v1/users/{id}/sign-in-link': {
    again: { code: 'secret-told-once' },
    prepare: ({ org }) => ({
      url: `/api/v1/users/${org.user('ben').userId}/sign-in-link`,
      other: { url: `/api/v1/users/${org.user('cy').userId}/sign-in-link` },
    }),
  },
  'PATCH /api/v1/leads/{id}': {
    again: 'replayed',
    prepare: () => ({
      url: '/api/v1/leads/1',
      payload: { status: 'Won' },
      other: { payload: { status: 'Lost' } },
    }),
  },
  'PUT /api/v1/leads/by-key/{system}/{key}': {
    again: 'replayed',
    prepare: () => ({
      url: '/api/v1/leads/by-key/salesforce/A',
      payload: { name: 'Lantern Hill' },
      other: { payload: { name: 'Mill Lane' } },
    }),
  },
  'PUT /api/v1/users/by-key/{system}/{key}': {
    again: 'replayed',
    prepare: () => ({
      url: '/api/v1/users/by-key/salesforce/A',
      payload: { firstName: 'Noa', email: 'noa@keyed.example', agentRole: 'Loan Officer' },
      other: { payload: { firstName: 'Noel', email: 'noel@keyed.example', agentRole: 'Loan Officer' } },
    }),
  },
  'PATCH /api/v1/users/{id}': {
    again: 'replayed',
    prepare: ({ org }) => ({
      url: `/api/v1/users/${org.user('ben').userId}`,
      payload: { lastName: 'Lima' },
      other: { payload: { lastName: 'Roth' } },
    }),
  },
  'POST /api/v1/leads': {
    again: 'replayed',
    prepare: () => ({
      url: '/api/v1/leads',
      payload: { name: 'Lantern Hill' },
      other: { payload: { name: 'Mill Lane' } },
    }),
  },
  'POST /api/v1/users': {
    again: 'replayed',
    prepare: () => ({
      url: '/api/v1/users',
      payload: { firstName: 'Noa', email: 'noa@new.example', agentRole: 'Loan Officer' },
      other: { payload: { firstName: 'Noel', email: 'noel@new.example', agentRole: 'Loan Officer' } },
    }),
  },
  'PUT /api/v1/users/{id}/availability': {
    again: 'alike',
    prepare: ({ org }) => ({
      url: `/api/v1/users/${org.user('ben').userId}/availability`,
      payload: { isAvailable: false },
    }),
  },
  'PUT /api/v1/users/{id}/head': {
    again: 'alike',
    prepare: ({ org }) => ({
      url: `/api/v1/users/${org.user('ben').userId}/head`,
      payload: { isHead: true },
    }),
  },
  'PATCH /api/v1/org': {
    again: 'alike',
    prepare: () => ({ url: '/api/v1/org', payload: { name: 'Another name', mayRemove: 'nobody' } }),
  },
  'POST /api/v1/agent-roles': {
    again: { code: 'already-exists' },
    prepare: () => ({ url: '/api/v1/agent-roles', payload: { name: 'Appraiser', place: 1 } }),
  },
  'PATCH /api/v1/agent-roles/{name}': {
    again: 'alike',
    prepare: () => ({ url: '/api/v1/agent-roles/loan%20officer', payload: { place: 2, isActive: false } }),
  },
  'PATCH /api/v1/keys/{accessKey}': {
    again: 'alike',
    prepare: async ({ org }) => ({
      url: `/api/v1/keys/${await aKeyOf(org, 'ben')}`,
      payload: { name: 'weekly feed', expiresAt: '2199-01-01T00:00:00Z' },
    }),
  },
  'DELETE /api/v1/keys/{accessKey}': {
    again: { code: 'key-not-found' },
    prepare: async ({ org }) => ({ url: `/api/v1/keys/${await aKeyOf(org, 'ben')}` }),
  },
  'DELETE /api/v1/users/{id}/sessions': {
    again: { body: { ended: 0 } },
    prepare: async ({ org }) => {
      await enter(org, 'ben');
      return { url: `/api/v1/users/${org.user('ben').userId}/sessions` };
    },
  },
  'DELETE /api/v1/users/{id}/second-factor': {
    again: { code: 'second-factor-missing' },
    prepare: async (world) => {
      await aSecondFactor(world.org, 'ben');
      return { url: `/api/v1/users/${world.org.user('ben').userId}/second-factor` };
    },
  },
  'POST /api/v1/session': {
    again: 'anew',
    prepare: async ({ org }) => {
      await enter(org, 'ben');
      return {
        url: '/api/v1/session',
        payload: { email: org.user('ben').email, password },
        headers: samePage,
      };
    },
  },
  'POST /api/v1/session/code': {
    again: { code: 'sign-in-step-ended' },
    prepare: async ({ org }) => {
      const { codes } = await aSecondFactor(org, 'ben');
      const payload = { email: org.user('ben').email, password };
      const step = await apps[0].inject({
        method: 'POST',
        url: '/api/v1/session',
        payload,
        headers: samePage,
      });
      const headers = { ...samePage, cookie: cookieOf(step.headers['set-cookie']) };
      return { url: '/api/v1/session/code', payload: { code: codes[0] }, headers };
    },
  },
  'POST /api/v1/first-sign-in': {
    again: { code: 'sign-in-link-invalid' },
    prepare: async ({ org }) => {
      const token = await aLink(db.database, org.orgId, org.user('ben').email);
      return { url: '/api/v1/first-sign-in', payload: { token, password }, headers: samePage };
    },
  },
  'DELETE /api/v1/session': {
    again: { code: 'session-ended' },
    prepare: async ({ org }) => ({ url: '/api/v1/session', headers: await enter(org, 'ben') }),
  },
  'DELETE /api/v1/sessions': {
    again: { body: { ended: 0 } },
    prepare: async ({ org }) => {
      await enter(org, 'ada');
      return { url: '/api/v1/sessions' };
    },
  },
  'POST /api/v1/session/password': {
    again: { code: 'password-wrong' },
    prepare: async ({ org }) => ({
      url: '/api/v1/session/password',
      payload: { current: password, next: 'another long enough passphrase' },
      headers: await enter(org, 'ben'),
    }),
  },
  [`POST ${own}`]: {
    again: 'anew',
    prepare: async ({ org }) => ({ url: own, payload: { password }, headers: await enter(org, 'ben') }),
  },
  [`POST ${own}/confirm`]: {
    again: { code: 'second-factor-missing' },
    prepare: async ({ org }) => {
      const headers = await enter(org, 'ben');
      return { url: `${own}/confirm`, payload: { code: codeOf(await begin(headers)) }, headers };
    },
  },
  [`POST ${own}/recovery-codes`]: {
    again: { code: 'code-wrong' },
    prepare: async ({ org }) => {
      const { headers, codes } = await aSecondFactor(org, 'ben');
      return { url: `${own}/recovery-codes`, payload: { password, code: codes[0] }, headers };
    },
  },
  [`POST ${own}/remove`]: {
    again: { code: 'second-factor-missing' },
    prepare: async ({ org }) => {
      const { headers, codes } = await aSecondFactor(org, 'ben');
      return { url: `${own}/remove`, payload: { password, code: codes[0] }, headers };
    },
  },
};

function aReassignment(org: Organisation<Name>, to: Name): object {
  return { kind: 'reassign', leads: [1, 2], to: { user: { userId: org.user(to).userId } } };
}

async function aPlan(world: World): Promise<number> {
  return make(world, '/api/v1/requests?plan=true', aReassignment(world.org, 'cy'));
}

async function make({ keys }: World, url: string, payload?: object): Promise<number> {
  const answer = await apps[0].inject({
    method: 'POST',
    url,
    headers: keys,
    ...(payload ? { payload } : {}),
  });
  assert.ok(answer.statusCode < 300, answer.body);
  return answer.json<{ requestId: number }>().requestId;
}

async function aSingle({ org, keys }: World): Promise<string> {
  const url = `/api/integration/AssignUser?applicationId=1`;
  const payload = { UserId: org.user('cy').userId };
  const answer = await apps[0].inject({ method: 'POST', url, payload, headers: keys });
  return answer.json<{ Data: { RequestId: string } }>().Data.RequestId;
}

async function aKeyOf(org: Organisation<Name>, name: Name): Promise<string> {
  return encodeURIComponent((await org.signIn(name))['x-lsq-accesskey']);
}

async function enter(org: Organisation<Name>, name: Name): Promise<Record<string, string>> {
  const who = { orgId: org.orgId, email: org.user(name).email, password };
  return { ...samePage, ...(await letIn(apps[0], db.database, who)) };
}

async function begin(headers: Record<string, string>): Promise<string> {
  const begun = await apps[0].inject({ method: 'POST', url: own, payload: { password }, headers });
  return begun.json<{ secret: string }>().secret;
}

async function aSecondFactor(org: Organisation<Name>, name: Name) {
  const headers = await enter(org, name);
  const payload = { code: codeOf(await begin(headers)) };
  const set = await apps[0].inject({ method: 'POST', url: `${own}/confirm`, payload, headers });
  assert.equal(set.statusCode, 200, set.body);
  return { headers, codes: set.json<{ recoveryCodes: string[] }>().recoveryCodes };
}

function codeOf(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate();
}

function cookieOf(set: string | string[] | undefined): string {
  return [set ?? []]
    .flat()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
}

interface Answered {
  status: number;
  body: Record<string, unknown>;
  isReplayed: boolean;
}

function methodOf(name: string): Method {
  return methods.find((method) => name.startsWith(`${method} `)) ?? assert.fail(name);
}

interface Sent {
  method: Method;
  call: Call;
  key: string;
  keys: Record<string, string>;
}

async function send({ method, call, key, keys }: Sent, app = apps[0]): Promise<Answered> {
  const answer = await app.inject({
    method,
    url: call.url,
    headers: { ...(call.headers ?? keys), 'idempotency-key': key },
    ...(call.payload ? { payload: call.payload } : {}),
  });
  const { ResponseDate, instance, ...body } = answer.body === '' ? {} : answer.json();
  return { status: answer.statusCode, body, isReplayed: answer.headers['idempotent-replayed'] === 'true' };
}

/** What notes that somebody called, whatever came of it. */
const notOfChanges = ['access_key_use', 'leadsquared_window', 'sign_in_attempt'];
const eventsOfCalls = ['key-first-used', 'password-wrong', 'code-failed', 'sign-in-failed'];

/** All that the organisation's rows say. */
async function readAll(of: number): Promise<string> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'baton'::regnamespace and c.relkind = 'r' and a.attname = 'org_id'`,
  );
  const read = tables.map(({ name }) => name).filter((name) => !notOfChanges.includes(name));
  assert.ok(read.length > 10, 'the tables were not found');
  const { rows } = await owner.query<{ row: string }>(
    `${read
      .map(
        (name) =>
          `select '${name} ' || t::text as row from ${name} t where org_id = $1${
            name === 'audit_event' ? ' and what <> all($2)' : ''
          }`,
      )
      .join(' union all ')} order by row`,
    [of, eventsOfCalls],
  );
  return rows.map(({ row }) => row).join('\n');
}

interface Documented {
  parameters?: { name: string; in: string }[];
  requestBody?: { required?: boolean };
}

async function listChanging(): Promise<Map<string, Documented>> {
  const document = (await apps[0].inject('/openapi.json')).json<{
    paths: Record<string, Record<string, Documented>>;
  }>();
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => [`${method.toUpperCase()} ${path}`, each] as const),
  );
  return new Map(all.filter(([name]) => !name.startsWith('GET ')));
}

function assertAgain(again: Again, first: Answered, second: Answered): void {
  const told = JSON.stringify(second.body);
  if (again === 'replayed') assert.deepEqual(second, { ...first, isReplayed: true });
  else if (again === 'alike') assert.deepEqual(second, first);
  else if (again === 'anew') assert.equal(second.status, first.status, told);
  else if ('body' in again) assert.deepEqual([second.status, second.body], [first.status, again.body]);
  else assert.equal(second.body.code, again.code, told);
}

test('the document names the key where it works, and every operation that changes something is tried here', async () => {
  const changing = await listChanging();
  assert.deepEqual([...changing.keys()].sort(), Object.keys(cases).sort());
  for (const [name, { parameters = [] }] of changing) {
    const named = parameters.filter((each) => each.in === 'header').map((each) => each.name);
    assert.deepEqual(named, isByKey(name) ? ['Idempotency-Key'] : [], name);
  }
});

function isByKey(name: string): boolean {
  const again = cases[name]?.again;
  return (
    again === 'replayed' ||
    (typeof again === 'object' && 'code' in again && again.code === 'secret-told-once')
  );
}

for (const [name, { again, prepare }] of Object.entries(cases)) {
  test(`${name} twice makes one change`, async () => {
    const world = await aWorld();
    const call = await prepare(world);
    const sent: Sent = { method: methodOf(name), call, key: 'once', keys: world.keys };
    const before = await readAll(world.org.orgId);
    const first = await send(sent);
    assert.ok(first.status < 300 && !first.isReplayed, JSON.stringify(first));
    const changed = await readAll(world.org.orgId);
    assert.notEqual(changed, before);
    assertAgain(again, first, await send(sent, apps[1]));
    if (again !== 'anew') assert.equal(await readAll(world.org.orgId), changed);
    if (!isByKey(name)) return;
    const reused = JSON.stringify(await send({ ...sent, call: { ...call, ...call.other } }));
    assert.match(reused, /The key once came with another body or to another path before, for /);
    assert.equal(await readAll(world.org.orgId), changed);
  });
}

for (const [name, { again, prepare }] of Object.entries(cases).filter(([each]) => isByKey(each))) {
  test(`${name} many times at once makes one change`, async () => {
    const world = await aWorld();
    const sent: Sent = {
      method: methodOf(name),
      call: await prepare(world),
      key: 'at-once',
      keys: world.keys,
    };
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, place) => send(sent, apps[place % 2 ? 0 : 1])),
    );
    const isFirst = ({ status, isReplayed }: Answered) => status < 300 && !isReplayed;
    const [first, ...none] = answers.filter(isFirst);
    assert.ok(first && none.length === 0, JSON.stringify(answers));
    for (const each of answers.filter((answer) => answer !== first)) assertAgain(again, first, each);
  });
}

test('a key that named one operation is refused at every other, and what it told is kept nowhere', async () => {
  const world = await aWorld();
  const { prepare } = cases['POST /api/v1/users/{id}/keys'] ?? assert.fail();
  const key = 'the-same';
  const made = await send({ method: 'POST', call: await prepare(world), key, keys: world.keys });
  assert.ok(!(await readAll(world.org.orgId)).includes(String(made.body.secretKey)));
  for (const [name, each] of Object.entries(cases).filter(([name]) => isByKey(name))) {
    const call = await each.prepare(world);
    const other = await send({ method: methodOf(name), call, key, keys: world.keys });
    const isTheSame = name === 'POST /api/v1/users/{id}/keys';
    assert.match(JSON.stringify(other), isTheSame ? /secret-told-once/ : /for the access key u\$r/, name);
  }
});
