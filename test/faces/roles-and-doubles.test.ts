// What a call names that is not there, that nobody has, or twice in one list, is refused at every operation that takes it.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { callServer, readJson } from '../support/call-server.ts';
import { buildCall } from '../support/good-calls.ts';
import { listOperations, type Operation, type Schema } from '../support/operations.ts';
import { type ServedApp, serveApp } from '../support/serve-app.ts';
import { fingerprint, type TwoOrganisations, twoOrganisations } from '../support/two-organisations.ts';
import { until } from '../support/until.ts';
import { useDatabase } from '../support/use-world.ts';

const ada = { userId: 101 };
const cy = { userId: 103 };

let server: ServedApp;
let world: TwoOrganisations;
let operations: Operation[];
/** A request of which a row failed, and one that changed a manager. */
let failed: number;
let ofManagers: number;

after(() => server.stop());
const db = useDatabase(async () => {
  world = await twoOrganisations(db.database);
  server = await serveApp(db);
  operations = await listOperations(server.address);
  failed = await finish({ kind: 'reassign', leads: [7], to: { user: ada } });
  ofManagers = await finish({ kind: 'managers', rows: [{ user: cy, manager: ada }] });
});

async function finish(json: object): Promise<number> {
  const headers = { ...world.headers, 'content-type': 'application/json' };
  const call = { method: 'POST', path: '/api/v1/requests', headers, body: JSON.stringify(json) };
  const { requestId } = readJson<{ requestId: number }>(await callServer(server.address, call));
  await runRequest(db.database, world.own.orgId, requestId);
  await until('the request has ended', () => isEnded(requestId)); // a worker may have it in hand, too
  return requestId;
}

async function isEnded(requestId: number): Promise<boolean> {
  const { headers } = world;
  const shown = await callServer(server.address, { path: `/api/v1/requests/${requestId}`, headers });
  return readJson<{ finishedAt: string | null }>(shown).finishedAt !== null;
}

interface Ask {
  path: string;
  json?: object;
  csv?: string;
}

interface Told {
  detail: string;
  field?: string;
  problems?: { line: number; column: string; reason: string }[];
}

async function refuse({ path, json, csv }: Ask, status: number): Promise<Told> {
  const before = await fingerprint(db.database, world.own.orgId);
  const body = csv ?? (json && JSON.stringify(json));
  const type = csv === undefined ? 'application/json' : 'text/csv';
  const answer = await callServer(server.address, {
    path,
    headers: { ...world.headers, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { method: path.includes('/by-key/') ? 'PUT' : 'POST', body }),
  });
  assert.equal(answer.status, status, `${path} ${body} was answered ${answer.text}`);
  assert.equal(await fingerprint(db.database, world.own.orgId), before);
  return readJson<Told>(answer);
}

/** The paths of all members that are so, such as `rows[].agentRole`. */
function listMembers(
  schema: Schema,
  isMeant: (name: string, schema: Schema) => boolean,
  path = '',
): string[] {
  const inside = [
    ...(schema.anyOf ?? []).map((each) => [path, each] as const),
    ...(schema.items ? [[`${path}[]`, schema.items] as const] : []),
    ...Object.entries(schema.properties ?? {}).map(([name, each]) => [`${path}.${name}`, each] as const),
  ].flatMap(([at, each]) => listMembers(each, isMeant, at));
  return isMeant(path.split('.').at(-1) ?? '', schema) ? [path.slice(1), ...inside] : inside;
}

const misspelt = 'Loan Oficer';
const toBen = () => ({ user: { userId: world.own.userId } });

const bodiesWithRole: Record<string, () => object> = {
  agentRole: () => ({ kind: 'reassign', leads: [1001], to: null, agentRole: misspelt }),
  'rows[].agentRole': () => ({
    kind: 'reassign',
    rows: [{ leadId: 1001, primary: null, agentRole: misspelt }],
  }),
  'selection.agentRole': () => ({ kind: 'reassign', selection: { agentRole: misspelt }, to: toBen() }),
  'leads[].agentRole': () => ({
    kind: 'offboard',
    ...toBen(),
    leads: [{ agentRole: misspelt, to: { user: { userId: 101 } } }],
  }),
};

/** What is to be known of somebody: of several a row fails by itself (`test/requests/facts.test.ts`). */
const ofPeople = ['newUsers[].agentRole', 'users[].facts.agentRole'];

test('a role that there is not is refused by whatever takes one, with the nearest and those there are', async () => {
  const says = /"Loan Oficer".*did you mean "Loan Officer"\? The roles here are: Loan Officer, Processor\./;
  const inBodies = operations.flatMap(({ body }) =>
    body ? listMembers(body, (name) => name === 'agentRole') : [],
  );
  assert.deepEqual([...new Set(inBodies)].sort(), [...Object.keys(bodiesWithRole), ...ofPeople].sort());
  for (const [member, ask] of Object.entries(bodiesWithRole)) {
    const told = await refuse(
      { path: '/api/v1/requests?plan=true', json: ask() },
      member.startsWith('rows') ? 400 : 404,
    );
    assert.match(told.detail, says);
    assert.equal(told.field, member.replaceAll('[]', '[0]'));
  }
  const csv = 'lead_id,primary_email,agent_role\n1001,nobody,Loan Oficer\n1001,nobody,Loan Officer\n';
  const { problems = [] } = await refuse({ path: '/api/v1/requests?kind=reassign', csv }, 400);
  assert.deepEqual(
    problems.map(({ line, column }) => `${line} ${column}`),
    ['2 agent_role', '3 lead_id'],
  );
  assert.match(problems[0]?.reason ?? '', says);
});

test('a list is not asked for the leads, people or books of a role that there is not', async () => {
  const taking = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'agentRole'));
  assert.ok(taking.length >= 4, taking.map(({ name }) => name).join());
  for (const { path, method } of taking) {
    const isRead = method === 'GET';
    const query = `agentRole=${encodeURIComponent(misspelt)}${isRead ? '' : '&kind=reassign&to=nobody'}`;
    const told = await refuse(
      { path: `${path}?${query}`, ...(isRead ? {} : { csv: 'lead_id\n1001\n' }) },
      404,
    );
    assert.equal(told.field, 'agentRole');
    assert.match(told.detail, /did you mean "Loan Officer"/);
  }
});

const ben = () => world.own;
const byId = () => ({ userId: ben().userId });
/** By another of their names, so that only who looks them up sees that it is the same. */
const byEmail = () => ({ email: ben().email.toUpperCase() });
const made = '/api/v1/requests?plan=true';
const undoing = () => `/api/v1/requests/${ben().requestId}/undo?plan=true`;
const row = (more: object) => ({ kind: 'reassign', rows: [{ leadId: 1001, ...more }] });
const offboarding = (more: object) => ({ kind: 'offboard', user: cy, ...more });

interface Doubling {
  path: () => string;
  json: () => object;
  at: string;
}

/** Each list of ids that a body may hold, with something there twice. */
const doubled: Record<string, Doubling> = {
  'POST /api/v1/requests leads': {
    path: () => made,
    json: () => ({ kind: 'reassign', leads: [1001, 7, 1001], to: toBen() }),
    at: 'leads[2]',
  },
  'POST /api/v1/requests rows': {
    path: () => made,
    json: () => ({
      kind: 'reassign',
      rows: [
        { leadId: 1001, primary: cy },
        { leadId: 1001, primary: ada },
      ],
    }),
    at: 'rows[1].leadId',
  },
  'POST /api/v1/requests rows[].listed': {
    path: () => made,
    json: () => row({ primary: cy, listed: [byId(), ada, byEmail()] }),
    at: 'rows[0].listed[2]',
  },
  'POST /api/v1/requests rows[].remove': {
    path: () => made,
    json: () => row({ primary: cy, remove: [ada, byEmail(), byId()] }),
    at: 'rows[0].remove[2]',
  },
  'POST /api/v1/requests remove': {
    path: () => made,
    json: () => ({ kind: 'reassign', leads: [1001], to: null, remove: [byId(), byEmail()] }),
    at: 'remove[1]',
  },
  'POST /api/v1/requests to.distribution.receivers': {
    path: () => made,
    json: () => ({ kind: 'reassign', leads: [1001], to: splitTwice() }),
    at: 'to.distribution.receivers[1]',
  },
  'POST /api/v1/requests leads[].to.distribution.receivers': {
    path: () => made,
    json: () => offboarding({ leads: [{ to: splitTwice() }] }),
    at: 'leads[0].to.distribution.receivers[1]',
  },
  'POST /api/v1/requests users': {
    path: () => made,
    json: () => ({ kind: 'offboard', users: [byId(), cy, byEmail()], leads: [{ to: { user: ada } }] }),
    at: 'users[2]',
  },
  'POST /api/v1/requests newLeads': {
    path: () => made,
    json: () => ({
      kind: 'record',
      newLeads: [
        { name: 'A', leadId: 5 },
        { name: 'B', leadId: 5 },
      ],
    }),
    at: 'newLeads[1].leadId',
  },
  'POST /api/v1/requests newLeads[].listed': {
    path: () => made,
    json: () => ({
      kind: 'record',
      newLeads: [{ name: 'A', primary: cy, listed: [byId(), ada, byEmail()] }],
    }),
    at: 'newLeads[0].listed[2]',
  },
  'POST /api/v1/leads listed': {
    path: () => '/api/v1/leads',
    json: () => ({ name: 'A', primary: cy, listed: [byId(), ada, byEmail()] }),
    at: 'listed[2]',
  },
  'PUT /api/v1/leads/by-key/{system}/{key} listed': {
    path: () => '/api/v1/leads/by-key/salesforce/A',
    json: () => ({ name: 'A', primary: cy, listed: [byId(), ada, byEmail()] }),
    at: 'listed[2]',
  },
  'POST /api/v1/requests newUsers': {
    path: () => made,
    json: () => ({
      kind: 'account',
      isActive: true,
      newUsers: ['noa@new.example', 'NOA@new.example'].map((email) => ({
        ...{ firstName: 'Noa', email, agentRole: 'Processor' },
      })),
    }),
    at: 'newUsers[1].email',
  },
  'POST /api/v1/requests reports.to': {
    path: () => made,
    json: () => ({
      kind: 'offboard',
      user: cy,
      leads: [{ to: toBen() }],
      reports: {
        to: [
          { user: byId(), manager: ada },
          { user: byEmail(), manager: ada },
        ],
      },
    }),
    at: 'reports.to[1].user',
  },
  'POST /api/v1/requests/{id}/retry to.distribution.receivers': {
    path: () => `/api/v1/requests/${failed}/retry?plan=true`,
    json: () => ({ to: splitTwice() }),
    at: 'to.distribution.receivers[1]',
  },
  'POST /api/v1/requests/{id}/undo leads': {
    path: undoing,
    json: () => ({ leads: [1001, 1001] }),
    at: 'leads[1]',
  },
  'POST /api/v1/requests selection.except': {
    path: () => made,
    json: () => ({ kind: 'reassign', selection: { except: [1001, 1002, 1001] }, to: toBen() }),
    at: 'selection.except[2]',
  },
  'POST /api/v1/requests/{id}/undo exceptLeads': {
    path: undoing,
    json: () => ({ exceptLeads: [1001, 1001] }),
    at: 'exceptLeads[1]',
  },
  'POST /api/v1/requests/{id}/undo exceptUsers': {
    path: () => `/api/v1/requests/${ofManagers}/undo?plan=true`,
    json: () => ({ exceptUsers: [101, 101] }),
    at: 'exceptUsers[1]',
  },
  'POST /api/v1/users/{id}/keys scopes': {
    path: () => `/api/v1/users/${ben().userId}/keys`,
    json: () => ({ scopes: ['read', 'plan', 'read'] }),
    at: 'scopes[2]',
  },
  'POST /api/v1/requests/{id}/undo users': {
    path: () => `/api/v1/requests/${ofManagers}/undo?plan=true`,
    json: () => ({ users: [byId(), byEmail()] }),
    at: 'users[1]',
  },
};

function splitOf(...users: object[]) {
  return { distribution: { mode: 'even', receivers: users.map((user) => ({ user })) } };
}

function splitTwice() {
  return splitOf(byId(), byEmail());
}

test('a list that names something twice is refused by whatever takes one, with both places', async () => {
  const isOfIds = (_name: string, { type, items }: Schema) => type === 'array' && items?.type !== 'string';
  const ours = operations.filter(({ path }) => path.startsWith('/api/v1/'));
  const lists = ours.flatMap(({ name, body }) =>
    (body ? listMembers(body, isOfIds) : []).map((member) => `${name} ${member}`),
  );
  assert.deepEqual([...new Set(lists)].sort(), Object.keys(doubled).sort());
  for (const [list, { path, json, at }] of Object.entries(doubled)) {
    const told = await refuse({ path: path(), json: json() }, 400);
    assert.deepEqual([told.field, told.problems?.length, told.problems?.[0]?.column], [at, 1, at], list);
    assert.match(told.detail, /twice|already/);
    assert.match(told.detail, / once\.$/);
  }
  const { email, userId } = ben();
  const csv = `lead_id,primary_user_id,listed_emails,listed_user_ids\n1001,103,${email},101;${userId}\n`;
  const { problems = [] } = await refuse({ path: '/api/v1/requests?kind=reassign', csv }, 400);
  assert.deepEqual(
    problems.map(({ line, column }) => `${line} ${column}`),
    ['2 listed_user_ids'],
  );
  const { field } = await refuse({ path: '/api/v1/users?ids=101,102,101' }, 400);
  assert.equal(field, 'ids');
});

test('who is named to be put on and to be taken off is refused with both members, however they are named', async () => {
  const contradictions: [object, RegExp][] = [
    [row({ primary: byId(), remove: [byEmail()] }), /by primary and by remove\[0\]/],
    [row({ primary: cy, listed: [ada, byEmail()], remove: [byId()] }), /by listed\[1\] and by remove\[0\]/],
    [{ ...row({ remove: [byEmail()] }), to: toBen() }, /by to\.user and by remove\[0\]/],
    [{ ...row({ primary: byEmail() }), remove: [byId()] }, /by primary and by remove\[0\] of the request/],
    [{ kind: 'reassign', leads: [1001], to: toBen(), remove: [byEmail()] }, /by to\.user and by remove\[0\]/],
    [
      { kind: 'reassign', selection: {}, to: splitOf(ada, byId()), remove: [byEmail()] },
      /by to\.distribution\.receivers\[1\] and by remove\[0\]/,
    ],
  ];
  for (const [json, says] of contradictions) {
    assert.match((await refuse({ path: made, json }, 400)).detail, says);
  }
  const csv = `lead_id,primary_user_id,remove_emails\n7,101,\n1001,${ben().userId},${ben().email}\n`;
  const { problems = [] } = await refuse({ path: '/api/v1/requests?kind=reassign', csv }, 400);
  assert.deepEqual(
    problems.map(({ line, column }) => `${line} ${column}`),
    ['3 remove_emails'],
  );
});

test('what is not there is told in one form, with what it was called, and reads say nothing of changes', async () => {
  const naming = operations.filter(({ path }) => /^\/api\/v1\/(leads|users|requests)\/\{id\}/.test(path));
  assert.ok(naming.length > 12, naming.map(({ name }) => name).join());
  for (const operation of naming) {
    const { own, nobodys } = world;
    const call = buildCall(operation, ({ at }) => (at.startsWith('path') ? nobodys : own));
    const answer = await callServer(server.address, {
      ...call,
      headers: { ...world.headers, ...call.headers },
    });
    const [, what = ''] = /\/api\/v1\/(\w+)s\//.exec(operation.path) ?? [];
    const [, id = ''] = /\/api\/v1\/\w+\/(\d+)/.exec(call.path) ?? [];
    assert.equal(answer.status, 404, `${operation.name} ${answer.text}`);
    const { detail } = readJson<Told>(answer);
    assert.equal(detail, `There is no ${what} ${id} in this organisation.`, operation.name);
  }
  for (const query of ['requests?by', 'leads?ownerUserId', 'org-chart?root']) {
    const { detail } = await refuse({ path: `/api/v1/${query}=9999` }, 404);
    assert.equal(detail, 'There is no user 9999 in this organisation.');
  }
});

test('an undo of some rows that names the other sort of thing is told what its rows are about', async () => {
  const leads = { path: `/api/v1/requests/${ofManagers}/undo?plan=true`, json: { leads: [1001] } };
  assert.match((await refuse(leads, 409)).detail, /are about users, not about leads\. Name the users/);
  const users = { path: undoing(), json: { users: [ben().userId] } };
  assert.match((await refuse(users, 409)).detail, /are about leads, not about users\. Name the leads/);
});
