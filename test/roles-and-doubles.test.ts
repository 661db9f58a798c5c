// What names a role that nobody has, or one thing twice in one list, is refused at every operation that takes it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { callServer, readJson } from './support/call-server.ts';
import { listOperations, type Operation, type Schema } from './support/operations.ts';
import { type ServedApp, serveApp } from './support/serve-app.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';
import { fingerprint, type TwoOrganisations, twoOrganisations } from './support/two-organisations.ts';

let db: TestDatabase;
let server: ServedApp;
let world: TwoOrganisations;
let operations: Operation[];

before(async () => {
  db = await createTestDatabase();
  world = await twoOrganisations(db.database);
  server = await serveApp(db);
  operations = await listOperations(server.address);
});
after(async () => {
  await server.stop();
  await db.drop();
});

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
    ...(body === undefined ? {} : { method: 'POST', body }),
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

test('a role that nobody has is refused by whatever takes one, with the nearest and those there are', async () => {
  const says = /"Loan Oficer".*did you mean "Loan Officer"\? The roles here are: Loan Officer, Processor\./;
  const inBodies = operations.flatMap(({ body }) =>
    body ? listMembers(body, (name) => name === 'agentRole') : [],
  );
  assert.deepEqual([...new Set(inBodies)].sort(), Object.keys(bodiesWithRole).sort());
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

test('a list is not asked for the leads, people or books of a role that nobody has', async () => {
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
