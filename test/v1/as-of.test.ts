import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saveChanges } from '../../src/core/assignments/assignment-store.ts';
import type { ShownBook } from '../../src/core/holdings/show-book.ts';
import type { LeadPage } from '../../src/core/leads/list-leads.ts';
import type { ShownChains } from '../../src/core/leads/show-chain.ts';
import type { ShownLead } from '../../src/core/leads/show-lead.ts';
import { takeRequestIds } from '../../src/core/ledger/request-store.ts';
import type { ChartUser } from '../../src/core/reporting/org-chart-rules.ts';
import { saveManagers } from '../../src/core/reporting/reporting-store.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { readAllPages, readRefusal } from '../support/open-caller.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const orgId = 7;
const since = '2026-01-05T09:00:00.000000Z';
/** Two changes of lead 1001 and of Dee's manager, a microsecond apart. */
const first = '2026-03-01T12:00:00.000001Z';
const second = '2026-03-01T12:00:00.000002Z';
const justBefore = '2026-03-01T12:00:00.000000Z';

const world = useWorld(
  {
    orgId,
    since,
    users: {
      ada: { agentRole: 'Branch Manager', accessRole: 'administrator', reports: ['ben', 'cy'] },
      ben: { accessRole: 'manager', reports: ['dee'] },
      cy: {},
      dee: {},
      pam: { agentRole: 'Processor' },
    },
    leads: { 1001: ['dee', 'pam'], 1002: ['dee', 'cy'], 1003: ['ben'] },
  },
  async () => {
    await change(first, 'ben', 'cy');
    await change(second, 'cy', 'ada');
  },
);
type Name = NameOf<typeof world>;
const ada = world.as('ada');
world.beside({ orgId: 8, users: { a: {}, b: {}, c: {}, d: {}, e: {}, zoe: {} } });

/** Gives lead 1001 another Loan Officer and Dee another manager, both at one moment. */
async function change(at: string, primary: Name, manager: Name): Promise<void> {
  const ids = (name: Name) => world.idOf(name);
  await inOrg(world.database, orgId, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    const [standing] = await tx.read<{ userId: number; fromAt: string }>({
      text: `select user_id as "userId", from_at as "fromAt" from assignment
        where org_id = $1 and lead_id = 1001 and role = 'Loan Officer' and until_at is null`,
      values: [orgId],
    });
    const slot = { role: 'Loan Officer', standing: 'primary' } as const;
    const since = standing?.fromAt ?? '';
    const ended = { ...slot, userId: standing?.userId ?? 0, fromRequest: 0, fromAt: since, roleSince: since };
    saveChanges(tx, orgId, at, [
      { leadId: 1001, requestId, close: [ended], open: [{ ...slot, userId: ids(primary), roleSince: null }] },
    ]);
    saveManagers(tx, orgId, { requestId, at, rows: [{ userId: ids('dee'), managerId: ids(manager) }] });
  });
}

async function get<Answer>(path: string): Promise<Answer> {
  const answer = await ada.get(`/api/v1/${path}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<Answer>();
}

async function readChains(query = ''): Promise<(string | undefined)[][]> {
  const { chains } = await get<ShownChains>(`leads/1001/chain${query}`);
  return chains.map(({ role, primary, managers }) => [
    role,
    ...[primary, ...managers].map(({ name }) => name.split(' ')[0]),
  ]);
}

async function readChart(query = ''): Promise<Record<string, unknown[]>> {
  const { users } = await get<{ users: ChartUser[] }>(`org-chart${query}`);
  return Object.fromEntries(
    users.map((user) => [
      `${'  '.repeat(user.depth)}${user.name.split(' ')[0]}`,
      [user.managerId, user.directReports, user.teamSize, user.book, user.teamBook],
    ]),
  );
}

test('two changes a microsecond apart are told apart, each visible from its own moment on', async () => {
  const read = async (asOf: string) => {
    const lead = await get<ShownLead>(`leads/1001?asOf=${asOf}`);
    const user = await get<{ manager: { name: string } }>(`users/104?asOf=${asOf}`);
    const books = await Promise.all(
      [102, 103, 104].map((id) => get<ShownBook>(`users/${id}/book?asOf=${asOf}`)),
    );
    return [lead.assignments[0]?.user.name, user.manager.name, ...books.map(({ book }) => book)];
  };
  assert.deepEqual(await read(justBefore), ['Dee Example', 'Ben Example', 1, 0, 2]);
  assert.deepEqual(await read(first), ['Ben Example', 'Cy Example', 2, 0, 1]);
  assert.deepEqual(await read(second), ['Cy Example', 'Ada Example', 1, 1, 1]);
});

test('leads are listed by who stood on them at any moment, with the holders of then', async () => {
  const list = (query: string) => get<LeadPage>(`leads?count=true&${query}`);
  const held = async (query: string) => {
    const { items, total } = await list(query);
    assert.equal(total, items.length, query);
    return items.map(({ leadId }) => leadId);
  };
  for (const asOf of [justBefore, first, second]) {
    for (const userId of [102, 103, 104, 105]) {
      const { book, roles } = await get<ShownBook>(`users/${userId}/book?asOf=${asOf}`);
      const as = (standing: string) => held(`asOf=${asOf}&ownerUserId=${userId}&standing=${standing}`);
      assert.equal((await as('primary')).length, book, `${userId} as of ${asOf}`);
      const secondary = roles.reduce((sum, role) => sum + role.secondary, 0);
      assert.equal((await as('secondary')).length, secondary, `${userId} as of ${asOf}`);
    }
  }
  const then = await list(`asOf=${first}&ownerEmail=${world.user('ben').email}`);
  const [lead] = then.items;
  assert.deepEqual(
    [lead?.revision, lead?.assignments.map(({ userId, role }) => [userId, role])],
    [
      null,
      [
        [102, 'Loan Officer'],
        [105, 'Processor'],
      ],
    ],
  );
  const early = 'asOf=2025-01-01T00:00:00Z';
  assert.deepEqual(await held(`${early}&unassigned=true`), [1001, 1002, 1003]);
  assert.deepEqual(await held(`${early}&agentRole=Processor`), []);
  assert.deepEqual(await held(`asOf=${first}&agentRole=Processor`), [1001]);
  const pages = await readAllPages(ada, `/api/v1/leads?asOf=${first}&limit=1`);
  assert.deepEqual(pages, (await list(`asOf=${first}`)).items);
});

test('a selection as of a moment plans the leads that were held then, as they are now', async () => {
  const plan = (asOf: string) =>
    ada.post('/api/v1/requests?plan=true', {
      kind: 'reassign',
      selection: { asOf, owner: { userId: 102 } },
      to: { user: { userId: 104 } },
    });
  const planned = await plan(first);
  assert.equal(planned.statusCode, 201, planned.body);
  const { requestId } = planned.json<{ requestId: number }>();
  const rows = await get<{ items: { leadId: number }[] }>(`requests/${requestId}/rows`);
  assert.deepEqual(
    rows.items.map(({ leadId }) => leadId),
    [1001, 1003],
  );
  const refused = await plan('2199-01-01T00:00:00Z');
  assert.deepEqual([refused.statusCode, readRefusal(refused).field], [400, 'selection.asOf']);
});

test('a past list shows a manager no more than a list of now', async () => {
  const ben = world.as('ben');
  const answer = await ben.get(`/api/v1/leads?asOf=${justBefore}`);
  assert.deepEqual(
    answer.json<LeadPage>().items.map(({ leadId }) => leadId),
    [1003],
  );
});

test('as of the moment at which a request finished its change is visible, and just before it is not', async () => {
  const answer = await ada.post(`/api/v2/pub/application/reassign?orgId=${orgId}`, {
    ApplicationId: 1003,
    PrimaryAgent: { UserId: 103 },
    UnassignAllOtherUsers: true,
  });
  const requestId = Number(answer.json<{ Data: { RequestId: string } }>().Data.RequestId);
  const { finishedAt } = await get<{ finishedAt: string }>(`requests/${requestId}`);
  const then = await get<ShownLead>(`leads/1003?asOf=${finishedAt}`);
  assert.deepEqual(
    then.assignments.map(({ user, since: from, requestId: by }) => [user.userId, from, by]),
    [[103, finishedAt, requestId]],
  );
  const microsecond = Number(finishedAt.slice(20, 26));
  if (microsecond === 0) return; // borrowing across seconds would prove nothing more
  const earlier = `${finishedAt.slice(0, 20)}${String(microsecond - 1).padStart(6, '0')}Z`;
  assert.equal((await get<ShownLead>(`leads/1003?asOf=${earlier}`)).assignments[0]?.user.userId, 102);
});

test('as of the moment at which a change of managers finished it is visible', async () => {
  const answer = await ada.post('/v2/UserManagement.svc/UpdateReportingManagerInBulk', [
    { UserId: world.user('pam').guid, ManagerId: world.user('cy').guid },
  ]);
  const requestId = Number(answer.json<{ WFAId: string }>().WFAId);
  await runRequest(world.database, orgId, requestId);
  const { createdAt, finishedAt } = await get<{ createdAt: string; finishedAt: string }>(
    `requests/${requestId}`,
  );
  const managerAt = async (asOf: string) =>
    (await get<{ manager: { userId: number } | null }>(`users/105?asOf=${asOf}`)).manager?.userId;
  assert.equal(await managerAt(createdAt), undefined);
  assert.equal(await managerAt(finishedAt), 103);
});

test('a book counts leads by role, status and standing, now and as of any moment', async () => {
  await inOrg(world.database, orgId, async (tx) =>
    tx.write({
      text: `update lead set status = 'Won' where org_id = $1 and lead_id = 1001`,
      values: [orgId],
    }),
  );
  assert.deepEqual(await get('users/104/book?asOf=2026-02-01T00:00:00Z'), {
    userId: 104,
    book: 2,
    roles: [{ role: 'Loan Officer', primary: 2, secondary: 0 }],
    statuses: [
      { status: '', primary: 1, secondary: 0 },
      { status: 'Won', primary: 1, secondary: 0 },
    ],
  });
  assert.deepEqual(await get(`users/${world.user('cy').guid}/book`), {
    userId: 103,
    book: 2,
    roles: [{ role: 'Loan Officer', primary: 2, secondary: 1 }],
    statuses: [
      { status: '', primary: 1, secondary: 1 },
      { status: 'Won', primary: 1, secondary: 0 },
    ],
  });
  assert.deepEqual(await get('users/101/book'), { userId: 101, book: 0, roles: [], statuses: [] });
});

test('a chain names the primary of each role and the managers above them, nearest first', async () => {
  assert.deepEqual(await readChains('?asOf=2026-02-01T00:00:00Z'), [
    ['Loan Officer', 'Dee', 'Ben', 'Ada'],
    ['Processor', 'Pam'],
  ]);
  assert.deepEqual(await readChains(`?asOf=${first}`), [
    ['Loan Officer', 'Ben', 'Ada'],
    ['Processor', 'Pam'],
  ]);
  assert.deepEqual(await readChains(), [
    ['Loan Officer', 'Cy', 'Ada'],
    ['Processor', 'Pam', 'Cy', 'Ada'],
  ]);
  assert.deepEqual(await readChains('?asOf=2025-02-01T00:00:00Z'), []);
  const { chains } = await get<ShownChains>('leads/1001/chain');
  assert.deepEqual(chains[0]?.managers, [
    { userId: 101, name: 'Ada Example', email: 'ada@org7.example', isActive: true, since },
  ]);
  assert.equal(chains[0]?.since, second);
});

test('the org chart rolls teams and books up, as they were at any moment', async () => {
  assert.deepEqual(await readChart('?asOf=2026-02-01T00:00:00Z'), {
    Ada: [null, 2, 3, 0, 3],
    '  Ben': [101, 1, 1, 1, 3],
    '    Dee': [102, 0, 0, 2, 2],
    '  Cy': [101, 0, 0, 0, 0],
    Pam: [null, 0, 0, 1, 1],
  });
  assert.deepEqual(await readChart(`?asOf=${first}&root=103`), {
    Cy: [101, 1, 1, 0, 1],
    '  Dee': [103, 0, 0, 1, 1],
  });
  assert.deepEqual(await readChart('?root=101'), {
    Ada: [null, 3, 4, 0, 4],
    '  Ben': [101, 0, 0, 0, 0],
    '  Cy': [101, 1, 1, 2, 3],
    '  Dee': [101, 0, 0, 1, 1],
    '    Pam': [103, 0, 0, 1, 1],
  });
  const orderedIds = (await get<{ users: ChartUser[] }>('org-chart')).users.map(({ userId }) => userId);
  assert.deepEqual(orderedIds, [101, 102, 103, 104, 105]);
});

test('before anything was, the org chart is empty', async () => {
  assert.deepEqual(await get('org-chart?asOf=2020-01-01T00:00:00Z'), { users: [] });
});

test('whoever has left is in the chart while they stand in a line or hold a lead, and marked', async () => {
  await deactivateUser(world.database, orgId, world.user('ben').email);
  const ben = (await get<{ users: ChartUser[] }>('org-chart')).users.find(({ userId }) => userId === 102);
  assert.equal(ben?.isActive, false);
  await inOrg(world.database, orgId, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    const [row] = await tx.read<{ now: string }>({ text: 'select clock_timestamp() as now', values: [] });
    saveManagers(tx, orgId, { requestId, at: row?.now ?? '', rows: [{ userId: 102, managerId: null }] });
  });
  const { users } = await get<{ users: ChartUser[] }>('org-chart');
  assert.ok(!users.some(({ userId }) => userId === 102));
});

test('what is not in this organisation is not found, and a moment that is none is refused', async () => {
  const missing = ['users/106/book', 'leads/9/chain', 'org-chart?root=106', 'org-chart?root=3000000000'];
  for (const path of missing) {
    const answer = await ada.get(`/api/v1/${path}`);
    assert.equal(answer.statusCode, 404, `${path} ${answer.body}`);
  }
  for (const path of ['users/101/book', 'leads/1001/chain', 'org-chart', 'leads']) {
    for (const asOf of ['2199-01-01T00:00:00Z', 'yesterday']) {
      const answer = await ada.get(`/api/v1/${path}?asOf=${asOf}`);
      assert.deepEqual([answer.statusCode, readRefusal(answer).field], [400, 'asOf'], path);
    }
  }
  const answer = await ada.get('/api/v1/org-chart?root=ada');
  assert.deepEqual([answer.statusCode, readRefusal(answer).field], [400, 'root']);
});
