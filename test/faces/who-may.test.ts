// What each access role gets from every operation that the server says it has.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { AccessRole } from '../../src/contract/words/access-words.ts';
import { setCallLimit } from '../../src/core/organisations/set-call-limit.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { anOrganisation } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { type Answer, type Call, callServer, postJson, readJson } from '../support/call-server.ts';
import { giveKeysLikeIds } from '../support/give-keys.ts';
import { buildCall, countVariants, type Ids, listPlaces } from '../support/good-calls.ts';
import { listOperations, type Operation } from '../support/operations.ts';
import { useDatabase } from '../support/use-world.ts';

/** yes: not refused for who asks · denied: `access-denied` · unknown: as if it did not exist. */
type Got = 'yes' | 'denied' | 'unknown';
type Row = Record<AccessRole, Got>;

const everybody: Row = { administrator: 'yes', manager: 'yes', agent: 'yes' };
const onlyAdministrators: Row = { administrator: 'yes', manager: 'denied', agent: 'denied' };
const notAgents: Row = { administrator: 'yes', manager: 'yes', agent: 'denied' };
const outOfSight: Row = { administrator: 'yes', manager: 'unknown', agent: 'unknown' };
const outOfReach: Row = { administrator: 'yes', manager: 'unknown', agent: 'denied' };

/** Of what is theirs, and of what is another team's; a list that holds nothing in sight is just empty. */
const table: Record<string, { own: Row; others: Row }> = {
  'POST /api/v2/pub/application/reassign': { own: notAgents, others: outOfReach },
  'POST /api/integration/AssignUser': { own: notAgents, others: outOfReach },
  'GET /api/integration/GetUsers': { own: everybody, others: everybody },
  'POST /v2/UserManagement.svc/UpdateReportingManagerInBulk': {
    own: onlyAdministrators,
    others: onlyAdministrators,
  },
  'GET /v2/UserManagement.svc/Users.Get': { own: everybody, others: everybody },
  'GET /v2/UserManagement.svc/User/Retrieve/ByUserId': { own: everybody, others: outOfSight },
  'GET /v2/UserManagement.svc/User/Retrieve/ByEmailAddress': { own: everybody, others: outOfSight },
  'GET /v2/UserManagement.svc/ReportingHierarchy/RetrieveAllReportingUsers': {
    own: everybody,
    others: everybody,
  },
  'GET /v2/Authentication.svc/UserByAccessKey.Get': { own: everybody, others: everybody },
  'GET /api/v1/requests': { own: everybody, others: outOfSight },
  'GET /api/v1/requests/{id}': { own: everybody, others: outOfSight },
  'GET /api/v1/requests/{id}/rows': { own: everybody, others: outOfSight },
  'GET /api/v1/requests/{id}/rows.ndjson': { own: everybody, others: outOfSight },
  'GET /api/v1/requests/{id}/events': { own: everybody, others: outOfSight },
  'POST /api/v1/requests reassign': { own: notAgents, others: outOfReach },
  'POST /api/v1/requests managers': { own: onlyAdministrators, others: onlyAdministrators },
  'POST /api/v1/requests offboard': { own: onlyAdministrators, others: onlyAdministrators },
  'POST /api/v1/requests account': { own: onlyAdministrators, others: onlyAdministrators },
  'POST /api/v1/requests import': { own: onlyAdministrators, others: onlyAdministrators },
  'POST /api/v1/requests facts': { own: onlyAdministrators, others: onlyAdministrators },
  'POST /api/v1/requests facts of leads': { own: notAgents, others: outOfReach },
  'POST /api/v1/requests record': { own: notAgents, others: outOfReach },
  'POST /api/v1/requests record of leads': { own: onlyAdministrators, others: onlyAdministrators },
  'POST /api/v1/requests/{id}/run': { own: notAgents, others: outOfSight },
  'POST /api/v1/requests/{id}/cancel': { own: notAgents, others: outOfSight },
  'POST /api/v1/requests/{id}/retry': { own: notAgents, others: outOfSight },
  'POST /api/v1/requests/{id}/undo': { own: notAgents, others: outOfSight },
  'GET /api/v1/leads/{id}': { own: everybody, others: outOfSight },
  'GET /api/v1/leads/{id}/history': { own: everybody, others: outOfSight },
  'GET /api/v1/leads/{id}/facts': { own: everybody, others: outOfSight },
  'POST /api/v1/leads': { own: notAgents, others: outOfReach },
  'PATCH /api/v1/leads/{id}': { own: notAgents, others: outOfReach },
  'GET /api/v1/leads/by-key/{system}/{key}': { own: everybody, others: outOfSight },
  'PUT /api/v1/leads/by-key/{system}/{key}': { own: notAgents, others: outOfReach },
  'GET /api/v1/leads/{id}/chain': { own: everybody, others: outOfSight },
  'GET /api/v1/users': { own: everybody, others: everybody },
  'GET /api/v1/users/{id}': { own: everybody, others: outOfSight },
  'POST /api/v1/users': { own: onlyAdministrators, others: onlyAdministrators },
  'PATCH /api/v1/users/{id}': { own: onlyAdministrators, others: onlyAdministrators },
  'GET /api/v1/users/by-key/{system}/{key}': { own: everybody, others: outOfSight },
  'PUT /api/v1/users/by-key/{system}/{key}': { own: onlyAdministrators, others: onlyAdministrators },
  'PUT /api/v1/users/{id}/availability': { own: notAgents, others: outOfReach },
  'PUT /api/v1/users/{id}/head': { own: onlyAdministrators, others: onlyAdministrators },
  'GET /api/v1/users/{id}/facts': { own: everybody, others: outOfSight },
  'GET /api/v1/users/{id}/reports': { own: everybody, others: outOfSight },
  'GET /api/v1/users/{id}/book': { own: everybody, others: outOfSight },
  'GET /api/v1/users/{id}/inventory': { own: everybody, others: outOfSight },
  'GET /api/v1/org-chart': { own: everybody, others: outOfSight },
  'GET /api/v1/orphans': { own: everybody, others: everybody },
  'GET /api/v1/radar': { own: everybody, others: everybody },
  'GET /api/v1/leads': { own: everybody, others: outOfSight },
  'GET /api/v1/exports/leads': { own: everybody, others: outOfSight },
  'GET /api/v1/exports/users': { own: everybody, others: everybody },
  'GET /api/v1/exports/reporting-lines': { own: everybody, others: everybody },
  'GET /api/v1/exports/assignments': { own: everybody, others: outOfSight },
  'GET /api/v1/books': { own: everybody, others: everybody },
  'GET /api/v1/org': { own: everybody, others: everybody },
  'PATCH /api/v1/org': { own: onlyAdministrators, others: onlyAdministrators },
  'GET /api/v1/agent-roles': { own: everybody, others: everybody },
  'POST /api/v1/agent-roles': { own: onlyAdministrators, others: onlyAdministrators },
  'PATCH /api/v1/agent-roles/{name}': { own: onlyAdministrators, others: onlyAdministrators },
  'GET /api/v1/session': { own: everybody, others: everybody },
  'DELETE /api/v1/session': { own: everybody, others: everybody },
  'DELETE /api/v1/sessions': { own: everybody, others: everybody },
  'POST /api/v1/session/password': { own: everybody, others: everybody },
  'POST /api/v1/session/second-factor': { own: everybody, others: everybody },
  'POST /api/v1/session/second-factor/confirm': { own: everybody, others: everybody },
  'POST /api/v1/session/second-factor/recovery-codes': { own: everybody, others: everybody },
  'POST /api/v1/session/second-factor/remove': { own: everybody, others: everybody },
  'DELETE /api/v1/users/{id}/second-factor': { own: onlyAdministrators, others: onlyAdministrators },
  'DELETE /api/v1/users/{id}/sessions': { own: onlyAdministrators, others: onlyAdministrators },
  'POST /api/v1/users/{id}/sign-in-link': { own: onlyAdministrators, others: onlyAdministrators },
  'GET /api/v1/audit-events': { own: onlyAdministrators, others: onlyAdministrators },
  'GET /api/v1/keys': { own: onlyAdministrators, others: onlyAdministrators },
  'GET /api/v1/users/{id}/keys': { own: onlyAdministrators, others: onlyAdministrators },
  'POST /api/v1/users/{id}/keys': { own: onlyAdministrators, others: onlyAdministrators },
  'PATCH /api/v1/keys/{accessKey}': { own: onlyAdministrators, others: onlyAdministrators },
  'DELETE /api/v1/keys/{accessKey}': { own: onlyAdministrators, others: onlyAdministrators },
};

interface Person {
  role: AccessRole;
  headers: Record<string, string>;
  own: Ids;
  others: Ids;
}

let app: FastifyInstance;
let address: string;
let operations: Operation[];
/** The names of those for which nobody needs to be known. */
let anybodys: string[];
let people: Person[];
/** GUIDs and requests of the other team. */
let secrets: string[];

after(async () => {
  const closed = app.close();
  app.server.closeAllConnections();
  await closed;
});
const db = useDatabase(async () => {
  app = await buildApp(db.database);
  await app.listen({ host: '127.0.0.1', port: 0 });
  address = app.listeningOrigin;
  const all = await listOperations(address);
  anybodys = all.filter(({ isPublic }) => isPublic).map(({ name }) => name);
  operations = all.filter(({ isPublic }) => !isPublic).map(withoutOptions);
  people = await buildPeople();
});

/** A change is asked for by its body and its path alone. */
function withoutOptions(operation: Operation): Operation {
  return operation.method === 'GET' ? operation : { ...operation, parameters: requiredOf(operation) };
}

function requiredOf({ parameters }: Operation): Operation['parameters'] {
  return parameters.filter(
    ({ in: where, required, name }) => where !== 'query' || required || name === 'orgId',
  );
}

/**
 * Mia answers for Ben, who works on lead 1; Zora for Zulu, who works on lead 70002, and whose old Zulu left a lead and
 * a report behind. Each has asked for something.
 */
async function buildPeople(): Promise<Person[]> {
  const org = await anOrganisation(db.database, {
    orgId: 7,
    users: {
      ada: { accessRole: 'administrator', reports: ['mia', 'zora'] },
      mia: { accessRole: 'manager', reports: ['ben'] },
      ben: { accessRole: 'manager' },
      zora: { accessRole: 'manager', reports: ['zulu', 'zulus'] },
      zulu: { accessRole: 'agent', reports: ['zulunew'] },
      zulus: { isActive: false, reports: ['zuluold'] },
      zulunew: {},
      zuluold: {},
    },
    leads: { 1: ['ben'], 70002: ['zulu'], 3: ['zulus'] },
  });
  await setCallLimit(db.database, 7, 1_000_000);
  const userIds = [org.user('ben').userId, org.user('zulu').userId];
  await giveKeysLikeIds(db.database, 7, { leadIds: [1, 70002], userIds });
  const named = async (name: 'ada' | 'mia' | 'ben' | 'zora', leadId: number, user: 'ben' | 'zulu') => {
    const headers = await org.signIn(name);
    const { userId, guid, email, agentRole } = org.user(user);
    const body = { ApplicationId: leadId, PrimaryAgent: { UserId: userId } };
    const made = await callServer(
      address,
      postJson('/api/v2/pub/application/reassign?orgId=7', headers, body),
    );
    const requestId = Number(readJson<{ Data: { RequestId: string } }>(made).Data.RequestId);
    const accessKey = (await org.signIn(user))['x-lsq-accesskey'];
    return { headers, ids: { orgId: 7, leadId, userId, guid, email, requestId, accessKey, agentRole } };
  };
  const others = (await named('zora', 70002, 'zulu')).ids;
  const theirs = (['zora', 'zulu', 'zulus', 'zulunew', 'zuluold'] as const).map(
    (name) => org.user(name).guid,
  );
  secrets = [...theirs, String(others.requestId)];
  const roles = { ada: 'administrator', mia: 'manager', ben: 'agent' } as const;
  const people = await Promise.all(
    (['ada', 'mia', 'ben'] as const).map(async (name) => {
      const { headers, ids } = await named(name, 1, 'ben');
      return { role: roles[name], headers, own: ids, others };
    }),
  );
  await makeAgent(org.user('ben').userId);
  return people;
}

/** Who may reassign nothing asks for nothing; requests of theirs are of the time before. */
async function makeAgent(userId: number): Promise<void> {
  await inOrg(db.database, 7, async (tx) =>
    tx.write({ text: `update org_user set access_role = 'agent' where user_id = $1`, values: [userId] }),
  );
}

interface Walked {
  label: string;
  operation: Operation;
  variant: number;
}

/** Every operation, of one with several kinds of body each kind, once for each body worth a try. */
function listWalked(): Walked[] {
  const [someone] = people;
  assert.ok(someone);
  return operations.flatMap((operation) =>
    Array.from({ length: countVariants(operation) }, (_, variant) => {
      const kind = kindOf(buildCall(operation, () => someone.own, variant));
      return { label: kind ? `${operation.name} ${kind}` : operation.name, operation, variant };
    }),
  );
}

function kindOf({ method, path, body, headers }: Call): unknown {
  const isJson = headers?.['content-type'] === 'application/json';
  if (method === 'GET' || body === undefined) return undefined;
  if (isJson) {
    const { kind, leads } = JSON.parse(String(body));
    return (kind === 'facts' || kind === 'record') && leads ? `${kind} of leads` : kind;
  }
  return new URL(path, address).searchParams.get('kind');
}

async function ask({ label, operation, variant }: Walked, person: Person, ids: Ids): Promise<Answer> {
  const call = buildCall(operation, () => ids, variant);
  const make = bodies[label];
  const body = make ? { body: JSON.stringify(make(ids)) } : {};
  return callServer(address, { ...call, ...body, headers: { ...person.headers, ...call.headers } });
}

/** What the schema alone does not tell how to fill well. */
const bodies: Record<string, (ids: Ids) => object> = {
  'POST /api/v1/requests offboard': ({ userId }) => ({
    kind: 'offboard',
    user: { userId },
    leads: [{ to: { user: { userId } } }],
  }),
};

/**
 * How things stand (409) is none of who asks. A body that is not taken (400) tells nothing of a role, but that
 * an administrator was not refused. A request whose every row fails got what its rows did.
 */
async function judge(walked: Walked, person: Person, { status, text }: Answer): Promise<Got | undefined> {
  if (status === 400) return person.role === 'administrator' ? 'yes' : undefined;
  if (walked.operation.method === 'GET' && status === 200 && text !== '[]') return 'yes';
  if (text.includes('"access-denied"') || /access role administrator; yours/.test(text)) return 'denied';
  if (status !== 202 && /"(?:user|lead|request)-not-found"|not in your sight/.test(text)) return 'unknown';
  if (text === '[]' && walked.operation.path.includes('/Retrieve/')) return 'unknown';
  if (/"(?:password-wrong|too-many-attempts)"/.test(text)) return 'yes'; // nobody here has a password
  assert.ok(status < 300 || status === 409, `${walked.label}: ${status} ${text}`);
  return status < 300 && /"preview":\{"changed":0,"unchanged":0,"failed":[1-9]/.test(text)
    ? judgeRows(person, text)
    : 'yes';
}

async function judgeRows({ headers }: Person, made: string): Promise<Got> {
  const { requestId } = JSON.parse(made);
  const rows = await callServer(address, { path: `/api/v1/requests/${requestId}/rows`, headers });
  return /"(?:user|lead)-not-found"/.test(rows.text) ? 'unknown' : 'yes';
}

test('only by signing in does somebody unknown get anything', () => {
  assert.deepEqual(anybodys.sort(), [
    'POST /api/v1/first-sign-in',
    'POST /api/v1/session',
    'POST /api/v1/session/code',
  ]);
});

/** A list as CSV is for whom the list is. */
function rowOf(label: string): string {
  return label.replace(/\.csv$/, '');
}

test('every operation has a row in the table, and every row an operation', () => {
  const walked = new Set(listWalked().map(({ label }) => rowOf(label)));
  assert.ok(walked.size > 25, `saw only ${walked.size} operations`);
  assert.deepEqual([...walked].sort(), Object.keys(table).sort());
});

for (const whose of ['own', 'others'] as const) {
  test(`each role gets what the table says, of what is ${whose === 'own' ? 'theirs' : "another team's"}`, async () => {
    const walks = Object.entries(Object.groupBy(listWalked(), ({ label }) => label));
    for (const [label, walked = []] of walks) {
      for (const person of people) {
        const got = new Set<Got | undefined>();
        for (const each of walked) {
          got.add(await judge(each, person, await ask(each, person, person[whose])));
        }
        got.delete(undefined);
        assert.deepEqual([...got], [table[rowOf(label)]?.[whose][person.role]], `${label} as ${person.role}`);
      }
    }
  });
}

/** Of the same form as those of the other team, and of nobody. */
function nobodysLike(others: Ids): Ids {
  return {
    orgId: others.orgId,
    leadId: others.leadId + 900_000,
    userId: others.userId + 900_000,
    guid: `${others.guid.slice(0, -12)}000000000000`,
    email: 'zeb@org7.example',
    requestId: others.requestId + 900_000,
    agentRole: others.agentRole,
    accessKey: others.accessKey.replace(/[0-9a-f]{24}$/, '0123456789abcdef01234567'),
  };
}

/** Without what each call has of its own, and with the ids that were asked for made alike. */
function blur(text: string, ids: Ids): string {
  const kinds = ['accessKey', 'guid', 'email', 'requestId', 'leadId', 'userId'] as const;
  const alike = text
    .replaceAll(/urn:baton:call:[0-9a-f-]{36}/g, '<call>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<moment>')
    .replaceAll(/\b1\d{9}\b/g, '<request>');
  return kinds.reduce(
    (told, kind) => told.replaceAll(new RegExp(`(?<!\\d)${escapeText(ids[kind])}(?!\\d)`, 'g'), `<${kind}>`),
    alike,
  );
}

function escapeText(id: number | string): string {
  return String(id).replaceAll(/[$.]/g, '\\$&');
}

/** What a call is answered, and what became of each row of a request that it made. */
async function observe(walked: Walked, person: Person, ids: Ids): Promise<string> {
  const { status, text } = await ask(walked, person, ids);
  const made = status === 201 || status === 202 ? /"requestId":(\d+)/.exec(text)?.[1] : undefined;
  const path = `/api/v1/requests/${made}/rows`;
  const rows = made === undefined ? '' : (await callServer(address, { path, headers: person.headers })).text;
  return blur(`${status} ${text} ${rows}`, ids);
}

/** It makes no second lead with the key of one that is out of sight, and cannot but say so: test/v1/external-keys.test.ts. */
const tellsOfTaken = 'PUT /api/v1/leads/by-key/{system}/{key}';

/** Those calls in which something is named that may be out of sight. */
function listNaming(): Walked[] {
  const [someone] = people;
  assert.ok(someone);
  return listWalked().filter(
    ({ operation, variant }) =>
      operation.name !== tellsOfTaken && listPlaces(operation, someone.own, variant).length > 0,
  );
}

for (const [role, tells, fewest] of [
  ['manager', /There is no \w+ <\w+>.* in sight\. Managers see themselves and .* ask an administrator\./, 15],
  ['agent', /There is no \w+ <\w+>.* in sight\. Agents see themselves, .* ask an administrator\./, 10],
] as const) {
  test(`what is out of sight and what is not there are told to ${role}s in the very same words: what one may see and whom to ask`, async () => {
    const person = people.find((each) => each.role === role) ?? assert.fail();
    let told = 0;
    for (const walked of listNaming()) {
      const hidden = await observe(walked, person, person.others);
      const missing = await observe(walked, person, nobodysLike(person.others));
      assert.equal(hidden, missing, walked.label);
      if (!/"(?:user|lead|request)-not-found"/.test(hidden)) continue;
      assert.match(hidden, tells, walked.label);
      told += 1;
    }
    assert.ok(told > fewest, String(told));
  });
}

test('nothing that a manager or an agent is told names anybody of another team', async () => {
  const reads = listWalked().filter(({ operation }) => operation.method === 'GET');
  for (const walked of reads) {
    const parameters = requiredOf(walked.operation); // nothing that would narrow a list
    const whole = { ...walked, operation: { ...walked.operation, parameters } };
    for (const person of people.filter(({ role }) => role !== 'administrator')) {
      const told = [await ask(whole, person, person.own), await ask(walked, person, person.others)];
      for (const answer of told) {
        const text = answer.text.replace(/There is no (user|lead|request) (\d+ \(\S+\)|\S+)/, ''); // says again what was asked
        assert.doesNotMatch(text, /zora|zulu/i, `${walked.label} as ${person.role}`);
        for (const secret of secrets) assert.ok(!text.includes(secret), `${walked.label} as ${person.role}`);
      }
    }
  }
});
