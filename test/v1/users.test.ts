import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Report } from '../../src/core/reporting/list-reports.ts';
import type { UserSummary } from '../../src/core/users/list-users.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type CallHeaders, type Organisation } from '../support/an-organisation.ts';
import { buildApp, readAllPages } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let db: TestDatabase;
let app: FastifyInstance;
let acme: Organisation<'ada' | 'ben' | 'cy' | 'dee' | 'eve'>;
let ada: CallHeaders;

const since = '2026-01-05T09:00:00.000000Z';
const moved = '2026-03-01T12:00:00.000000Z';

before(async () => {
  db = await createTestDatabase();
  app = await buildApp(db.database);
  acme = await anOrganisation(db.database, {
    orgId: 7,
    since,
    users: {
      ada: { agentRole: 'Branch Manager', accessRole: 'administrator', reports: ['ben', 'cy'] },
      ben: { accessRole: 'manager', reports: ['eve'] },
      cy: { reports: ['dee'] },
      dee: { isActive: false },
      eve: { agentRole: 'Processor' },
    },
  });
  await moveEveToCy();
  ada = await acme.signIn('ada');
  await anOrganisation(db.database, { orgId: 8, users: { a: {}, b: {}, c: {}, d: {}, e: {}, zoe: {} } });
});

after(async () => {
  await app.close();
  await db.drop();
});

async function moveEveToCy(): Promise<void> {
  const [eve, cy] = [acme.user('eve').userId, acme.user('cy').userId];
  await inOrg(db.database, 7, async (tx) => {
    tx.write({
      text: `insert into request (org_id, request_id, kind, state, origin, spec)
        values (7, 5, 'managers', 'done', 'api', '{}')`,
      values: [],
    });
    tx.write({
      text: 'update reporting_line set until_request = 5, until_at = $2 where org_id = 7 and user_id = $1',
      values: [eve, moved],
    });
    tx.write({
      text: `insert into reporting_line (org_id, user_id, manager_id, from_request, from_at)
        values (7, $1, $2, 5, $3)`,
      values: [eve, cy, moved],
    });
  });
}

async function listIds(query: string): Promise<number[]> {
  const url = `/api/v1/users?limit=2&${query}`;
  return (await readAllPages<UserSummary>(app, { url, headers: ada })).map(({ userId }) => userId);
}

async function listDepths(path: string): Promise<[number, number, number][]> {
  const url = `/api/v1/users/${path}`;
  const reports = await readAllPages<Report>(app, { url, headers: ada });
  return reports.map(({ userId, depth, managerId }) => [userId, depth, managerId]);
}

test('users are listed in the order of their ids, whatever the size of a page', async () => {
  assert.deepEqual(await listIds(''), [101, 102, 103, 104, 105]);
});

test('users are found by part of a name or an e-mail in any letter case, by either role and by activity', async () => {
  assert.deepEqual(await listIds('q=BEN+ex'), [102]);
  assert.deepEqual(await listIds('q=dee@org7'), [104]);
  assert.deepEqual(await listIds('q=%25'), [], 'a percent sign is a percent sign');
  assert.deepEqual(await listIds('agentRole=Processor'), [105]);
  assert.deepEqual(await listIds('isActive=false'), [104]);
  assert.deepEqual(await listIds('accessRole=manager'), [102]);
  assert.deepEqual(await listIds('isActive=true&agentRole=Loan+Officer'), [102, 103]);
});

test('users are found by their ids, and those who are not there are left out', async () => {
  assert.deepEqual(await listIds('ids=103'), [103]);
  assert.deepEqual(await listIds('ids=105,101,103'), [101, 103, 105]);
  assert.deepEqual(await listIds('ids=9999999999,102&isActive=true'), [102]);
  assert.deepEqual(await listIds('ids=106'), [], 'of another organisation');
});

test('how many match is told where it is asked for, whatever the page', async () => {
  const totalOf = async (query: string) => {
    const answer = await app.inject({ url: `/api/v1/users?limit=2&${query}`, headers: ada });
    return answer.json<{ total: number | null }>().total;
  };
  assert.equal(await totalOf('count=true'), 5);
  const first = await app.inject({ url: '/api/v1/users?limit=2', headers: ada });
  assert.equal(await totalOf(`count=true&after=${first.json<{ next: string }>().next}`), 5);
  assert.equal(await totalOf('count=true&agentRole=Loan+Officer&isActive=true'), 2);
  assert.equal(await totalOf('count=true&q=nobody'), 0);
  assert.equal(await totalOf(''), null);
});

test('a user is shown by id or by GUID with manager and direct reports', async () => {
  const { guid } = acme.user('ben');
  const byId = await app.inject({ url: '/api/v1/users/102', headers: ada });
  const byGuid = await app.inject({ url: `/api/v1/users/${guid.toUpperCase()}`, headers: ada });
  assert.deepEqual(byId.json(), byGuid.json());
  assert.deepEqual(byId.json(), {
    userId: 102,
    guid,
    name: 'Ben Example',
    firstName: 'Ben',
    lastName: 'Example',
    email: 'ben@org7.example',
    agentRole: 'Loan Officer',
    accessRole: 'manager',
    isActive: true,
    isAvailable: true,
    manager: { userId: 101, name: 'Ada Example', email: 'ada@org7.example', isActive: true },
    isHead: false,
    managers: [
      { userId: 101, name: 'Ada Example', email: 'ada@org7.example', isActive: true, isInSight: true, since },
    ],
    directReports: 0,
    secondFactorSince: null,
  });
});

test('a user is shown with everyone above them, the nearest first, now and as of a moment', async () => {
  const above = async (path: string) => {
    const answer = await app.inject({ url: `/api/v1/users/${path}`, headers: ada });
    return answer
      .json<{ managers: { userId: number; since: string }[] }>()
      .managers.map((manager) => [manager.userId, manager.since]);
  };
  assert.deepEqual(await above('105'), [
    [103, moved],
    [101, since],
  ]);
  assert.deepEqual(await above('105?asOf=2026-02-01T00:00:00Z'), [
    [102, since],
    [101, since],
  ]);
  assert.deepEqual(await above('105?asOf=2025-02-01T00:00:00Z'), []);
  assert.deepEqual(await above('101'), []);
});

test('as of a moment a user has the manager and the reports of then', async () => {
  const show = async (path: string) => {
    const { manager, directReports } = (
      await app.inject({ url: `/api/v1/users/${path}`, headers: ada })
    ).json();
    return [manager?.userId, directReports];
  };
  assert.deepEqual(await show('105'), [103, 0]);
  assert.deepEqual(await show('105?asOf=2026-03-01T11:59:59.999999Z'), [102, 0]);
  assert.deepEqual(await show(`105?asOf=${moved}`), [103, 0]);
  assert.deepEqual(await show('102?asOf=2026-02-01T00:00:00Z'), [101, 1]);
  assert.deepEqual(await show('102?asOf=2025-02-01T00:00:00Z'), [undefined, 0]);
});

test('everyone below a user comes nearest first, and depth 1 is the direct reports', async () => {
  const everyone = [
    [102, 1, 101],
    [103, 1, 101],
    [104, 2, 103],
    [105, 2, 103],
  ];
  for (const limit of [1, 2, 3, 100]) {
    assert.deepEqual(await listDepths(`101/reports?limit=${limit}`), everyone);
  }
  assert.deepEqual(await listDepths(`${acme.user('ada').guid}/reports?depth=1`), everyone.slice(0, 2));
  assert.deepEqual(await listDepths('104/reports'), []);
  assert.deepEqual(await listDepths('101/reports?asOf=2026-02-01T00:00:00Z'), [
    [102, 1, 101],
    [103, 1, 101],
    [104, 2, 103],
    [105, 2, 102],
  ]);
});

test('a user of another organisation, an unknown one and one out of range are alike', async () => {
  const ids = ['106', '0', '3000000000', '99999999999999999999', '00000000-0000-0000-0000-000000000000'];
  for (const id of ids) {
    for (const path of ['', '/reports']) {
      const answer = await app.inject({ url: `/api/v1/users/${id}${path}`, headers: ada });
      assert.deepEqual([answer.statusCode, answer.json().code], [404, 'user-not-found'], `${id}${path}`);
    }
  }
});

test('what a call cannot use is refused by the name of the member', async () => {
  const cases = {
    '/api/v1/users/ada': 'id',
    '/api/v1/users?isActive=maybe': 'isActive',
    '/api/v1/users?accessRole=owner': 'accessRole',
    '/api/v1/users?q=%00': 'q',
    '/api/v1/users?ids=ada': 'ids',
    '/api/v1/users?ids=101,': 'ids',
    '/api/v1/users?after=x': 'after',
    '/api/v1/users/101?asOf=2199-01-01T00:00:00Z': 'asOf',
    '/api/v1/users/101/reports?depth=0': 'depth',
    '/api/v1/users/101/reports?after=101': 'after',
    '/api/v1/users/101/reports?asof=2026-01-01T00:00:00Z': 'asof',
  };
  for (const [url, field] of Object.entries(cases)) {
    const answer = await app.inject({ url, headers: ada });
    assert.deepEqual([answer.statusCode, answer.json().field], [400, field], url);
  }
});
