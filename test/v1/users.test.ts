import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownUser } from '../../src/client/client.ts';
import type { Report } from '../../src/core/reporting/list-reports.ts';
import type { UserSummary } from '../../src/core/users/list-users.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { readAllPages, readRefusal } from '../support/open-caller.ts';
import { useWorld } from '../support/use-world.ts';

const since = '2026-01-05T09:00:00.000000Z';
const moved = '2026-03-01T12:00:00.000000Z';

const world = useWorld(
  {
    orgId: 7,
    since,
    users: {
      ada: { agentRole: 'Branch Manager', accessRole: 'administrator', reports: ['ben', 'cy'] },
      ben: { accessRole: 'manager', reports: ['eve'] },
      cy: { reports: ['dee'] },
      dee: { isActive: false },
      eve: { agentRole: 'Processor' },
    },
  },
  async () => {
    await moveEveToCy();
  },
);
const ada = world.as('ada');
world.beside({ orgId: 8, users: { a: {}, b: {}, c: {}, d: {}, e: {}, zoe: {} } });

async function moveEveToCy(): Promise<void> {
  const [eve, cy] = [world.idOf('eve'), world.idOf('cy')];
  await inOrg(world.database, 7, async (tx) => {
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
  return (await readAllPages<UserSummary>(ada, url)).map(({ userId }) => userId);
}

async function listDepths(path: string): Promise<[number, number, number][]> {
  const url = `/api/v1/users/${path}`;
  const reports = await readAllPages<Report>(ada, url);
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
    const answer = await ada.get(`/api/v1/users?limit=2&${query}`);
    return answer.json<{ total: number | null }>().total;
  };
  assert.equal(await totalOf('count=true'), 5);
  const first = await ada.get('/api/v1/users?limit=2');
  assert.equal(await totalOf(`count=true&after=${first.json<{ next: string }>().next}`), 5);
  assert.equal(await totalOf('count=true&agentRole=Loan+Officer&isActive=true'), 2);
  assert.equal(await totalOf('count=true&q=nobody'), 0);
  assert.equal(await totalOf(''), null);
});

test('a user is shown by id or by GUID with manager and direct reports', async () => {
  const { guid } = world.user('ben');
  const byId = await ada.get('/api/v1/users/102');
  const byGuid = await ada.get(`/api/v1/users/${guid.toUpperCase()}`);
  assert.deepEqual(byId.json<object>(), byGuid.json<object>());
  assert.deepEqual(byId.json<object>(), {
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
    externalKeys: {},
    secondFactorSince: null,
    version: byId.headers.etag,
  });
});

test('a user is shown with everyone above them, the nearest first, now and as of a moment', async () => {
  const above = async (path: string) => {
    const answer = await ada.get(`/api/v1/users/${path}`);
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
    const { manager, directReports } = (await ada.get(`/api/v1/users/${path}`)).json<ShownUser>();
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
  assert.deepEqual(await listDepths(`${world.user('ada').guid}/reports?depth=1`), everyone.slice(0, 2));
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
      const answer = await ada.get(`/api/v1/users/${id}${path}`);
      assert.deepEqual(
        [answer.statusCode, readRefusal(answer).code],
        [404, 'user-not-found'],
        `${id}${path}`,
      );
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
    const answer = await ada.get(url);
    assert.deepEqual([answer.statusCode, readRefusal(answer).field], [400, field], url);
  }
});
