// The same rows come to the same by whichever door: LeadSquared, JSON, CSV and the command line, planned or run.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CallHeaders, Organisation } from '../support/an-organisation.ts';
import { Inhabitants } from '../support/inhabitants.ts';
import type { Caller } from '../support/open-caller.ts';
import { runCli } from '../support/run-cli.ts';
import { serveApp } from '../support/serve-app.ts';
import { useServer } from '../support/use-world.ts';

const users = {
  ada: { reports: ['ben', 'cy', 'gone'] },
  ben: { reports: ['dee'] },
  cy: {},
  dee: {},
  gone: { isActive: false },
} as const;
type Known = keyof typeof users;
const strangers = {
  nobody: '0f8fad5b-d9cb-469f-a165-70867728950e',
  stranger: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
} as const;
type Name = Known | keyof typeof strangers;
const names: readonly Name[] = ['ada', 'ben', 'cy', 'dee', 'gone', 'nobody', 'stranger'];
const runs = Number(process.env.BATON_RUNS ?? 25);

interface Row {
  user: Name;
  manager: Name;
  /** How faces that can choose name whom the row names. */
  by: 'id' | 'email';
}

const rowsArbitrary = fc.array(
  fc.record({
    user: fc.constantFrom(...names),
    manager: fc.constantFrom(...names),
    by: fc.constantFrom('id', 'email'),
  }),
  { minLength: 1, maxLength: 9 },
);

let orgId = 0;
const server = useServer();

interface World {
  org: Organisation<Known>;
  api: Caller;
  headers: CallHeaders;
}

async function build(): Promise<World> {
  orgId += 1;
  const org = new Inhabitants(server, { orgId, users });
  await org.build();
  return { org, headers: await org.headersOf('ada'), api: org.as('ada') };
}

const isKnown = (name: Name): name is Known => name in users;
const emailOf = ({ org }: World, name: Name) => (isKnown(name) ? org.user(name).email : `${name}@x.example`);
const guidOf = ({ org }: World, name: Name) =>
  isKnown(name) ? org.user(name).guid : strangers[name === 'nobody' ? name : 'stranger'];

/** A stranger goes by e-mail always, or rows of theirs would be of two. */
function refer(at: World, name: Name, by: Row['by']): { userId: number } | { email: string } {
  if (by === 'id' && isKnown(name)) return { userId: at.org.user(name).userId };
  return { email: emailOf(at, name) };
}

function toCsv(at: World, rows: readonly Row[]): string {
  const lines = rows.map(({ user, manager, by }) =>
    [refer(at, user, by), refer(at, manager, by === 'id' ? 'email' : 'id')]
      .map((each) => ('userId' in each ? `${each.userId},` : `,${each.email}`))
      .join(','),
  );
  return ['user_id,user_email,manager_id,manager_email', ...lines].join('\n');
}

/** What became of each row: its outcome, or the code it failed by. */
type Told = string[];

const tell = (rows: readonly { outcome: string; code?: string }[]): Told =>
  rows.map(({ outcome, code }) => code ?? outcome);
const tellPlanned = (rows: readonly { planned?: string; code?: string }[]): Told =>
  rows.map(({ planned, code }) => code ?? planned ?? 'not planned');

async function askLeadSquared(rows: readonly Row[]): Promise<Told> {
  const at = await build();
  const body = rows.map(({ user, manager }) => ({
    UserId: guidOf(at, user),
    ManagerId: guidOf(at, manager),
  }));
  const answer = await at.api.post('/v2/UserManagement.svc/UpdateReportingManagerInBulk', body);
  assert.equal(answer.statusCode, 200, answer.body);
  const requestId = Number(answer.json<{ WFAId: string }>().WFAId);
  await at.api.finish(requestId);
  return tell(await at.api.rows(requestId));
}

async function askByJson(rows: readonly Row[]): Promise<{ planned: Told; ran: Told }> {
  const at = await build();
  const asked = rows.map(({ user, manager, by }) => ({
    user: refer(at, user, by),
    manager: refer(at, manager, by),
  }));
  const { requestId } = await at.api.plan({ kind: 'managers', rows: asked });
  const planned = tellPlanned(await at.api.rows(requestId));
  await at.api.run(requestId);
  return { planned, ran: tell(await at.api.rows(requestId)) };
}

async function askByCsv(rows: readonly Row[]): Promise<Told> {
  const at = await build();
  const answer = await at.api.send({
    method: 'POST',
    url: '/api/v1/requests?kind=managers',
    headers: { 'content-type': 'text/csv' },
    payload: toCsv(at, rows),
  });
  assert.equal(answer.statusCode, 202, answer.body);
  const { requestId } = answer.json<{ requestId: number }>();
  await at.api.finish(requestId);
  return tell(await at.api.rows(requestId));
}

async function askByCli(address: string, rows: readonly Row[]): Promise<Told> {
  const at = await build();
  const environment = {
    BATON_URL: address,
    BATON_ACCESS_KEY: at.headers['x-lsq-accesskey'],
    BATON_SECRET_KEY: at.headers['x-lsq-secretkey'],
  };
  const { stdout, stderr } = await runCli(['managers', '--csv', '-', '--json'], environment, toCsv(at, rows));
  assert.equal(stderr, '');
  return tell(await at.api.rows(JSON.parse(stdout).requestId));
}

/** Every row of whoever is given two managers conflicts, whatever else is wrong with it. */
function assertTwinsConflict(rows: readonly Row[], told: Told): void {
  for (const [place, { user, manager }] of rows.entries()) {
    const hasTwin = rows.some((other) => other.user === user && other.manager !== manager);
    assert.equal(told[place] === 'conflicting-rows', hasTwin, `${user} > ${manager}: ${told[place]}`);
  }
}

test('rows of managers come to the same on every face, and twins that differ conflict whatever else is wrong', async () => {
  const codes = new Set<string>();
  const property = fc.asyncProperty(rowsArbitrary, async (rows) => {
    const told = await askLeadSquared(rows);
    assertTwinsConflict(rows, told);
    const { planned, ran } = await askByJson(rows);
    assert.deepEqual(ran, told, 'JSON');
    assert.deepEqual(planned, told, 'its plan');
    assert.deepEqual(await askByCsv(rows), told, 'CSV');
    for (const code of told) codes.add(code);
  });
  await fc.assert(property, { numRuns: runs });
  assert.ok(codes.size >= 7, [...codes].join());
});

test('and at the command line', async (t) => {
  const twins: Row[] = [
    { user: 'cy', manager: 'nobody', by: 'id' },
    { user: 'dee', manager: 'ada', by: 'email' },
    { user: 'cy', manager: 'ben', by: 'email' },
    { user: 'ben', manager: 'ben', by: 'id' },
    { user: 'ben', manager: 'dee', by: 'id' },
    { user: 'gone', manager: 'ada', by: 'id' },
    { user: 'gone', manager: 'cy', by: 'id' },
  ];
  const told = await askLeadSquared(twins);
  const served = await serveApp(server); // only now, for its worker would take what this process runs
  t.after(() => served.stop());
  assert.deepEqual(await askByCli(served.address, twins), told);
});
