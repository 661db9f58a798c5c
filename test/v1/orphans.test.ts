import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import type { Radar } from '../../src/contract/v1/orphans.ts';
import { type OrphanKind, orphanKinds } from '../../src/contract/words/orphan-words.ts';
import type { OrphanPage } from '../../src/core/radar/list-orphans.ts';
import type { Orphan } from '../../src/core/radar/orphan-rules.ts';
import { refreshStatistics } from '../../src/database/refresh-statistics.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { readAllPages, readRefusal } from '../support/open-caller.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const orgId = 7;
const wellOrgId = 8;

const world = useWorld(
  {
    orgId,
    heads: ['ada'],
    users: {
      ada: { agentRole: 'Branch Manager', reports: ['ben', 'cy'] },
      ben: { reports: ['dee', 'eve'] },
      cy: {},
      dee: {},
      eve: {},
      flo: { reports: ['gus'] },
      gus: {},
      pam: { agentRole: 'Processor' },
    },
    leads: {
      1001: ['ben', 'cy', 'pam'],
      1002: ['ben', 'pam'],
      1003: ['cy', 'ben'],
      1004: ['dee'],
      1005: ['gus'],
    },
  },
  async () => {
    await requestManagers('cy', 'ben');
    await leave('ben');
    await leave('eve');
  },
);
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const well = world.beside({
  orgId: wellOrgId,
  heads: ['zoe'],
  users: { zoe: { reports: ['yan'] }, yan: {} },
  leads: { 2001: ['yan'] },
});
const zoe = well.as('zoe');

async function leave(name: Name): Promise<void> {
  await deactivateUser(world.database, orgId, world.user(name).email);
}

/** A request that waits, as no worker runs here. */
async function requestManagers(user: Name, manager: Name): Promise<number> {
  const answer = await ada.post('/v2/UserManagement.svc/UpdateReportingManagerInBulk', [
    { UserId: world.user(user).guid.toUpperCase(), ManagerId: world.user(manager).guid.toUpperCase() },
  ]);
  return Number(answer.json<{ WFAId: string }>().WFAId);
}

async function write(text: string, values: unknown[] = []): Promise<void> {
  await inOrg(world.database, orgId, async (tx) => tx.write({ text, values: [orgId, ...values] }));
}

/** From March on, and until a moment where one is given. */
async function hold(name: Name, leadIds: number[], { until }: { until: string | null }): Promise<void> {
  await write(
    `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at, until_request, until_at)
      select $1, id, $2, 'Loan Officer', 'primary', $3::bigint, '2026-03-01', case when $5::date is null then null else $3::bigint end, $5::date
      from unnest($4::bigint[]) id`,
    [world.idOf(name), world.requestId, leadIds, until],
  );
}

async function read(query = '', by = ada): Promise<OrphanPage> {
  const answer = await by.get(`/api/v1/orphans${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<OrphanPage>();
}

async function readKind(kind: OrphanKind): Promise<Omit<Orphan, 'kind' | 'message'>[]> {
  const { items, counts } = await read(`?kind=${kind}`);
  assert.deepEqual(counts, { [kind]: items.length });
  return items.map(({ kind: listed, message, ...rest }) => {
    assert.equal(listed, kind);
    assert.match(message, /\.$/);
    return rest;
  });
}

function person(name: Name, isActive: boolean) {
  const { userId, name: fullName, email } = world.user(name);
  return { userId, name: fullName, email, isActive };
}

test('leads whose primary has left are listed by role', async () => {
  assert.deepEqual(await readKind('lead-primary-inactive'), [
    { leadId: 1001, role: 'Loan Officer', user: person('ben', false) },
    { leadId: 1002, role: 'Loan Officer', user: person('ben', false) },
  ]);
});

test('whoever has left and is secondary is listed, several on one lead each', async () => {
  const ofBen = { leadId: 1003, role: 'Loan Officer', user: person('ben', false) };
  assert.deepEqual(await readKind('lead-secondary-inactive'), [ofBen]);
  await write(
    `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at)
      values ($1, 1003, 105, 'Loan Officer', 'secondary', $2, now())`,
    [world.requestId],
  );
  const both = await readKind('lead-secondary-inactive');
  const pages = await readAllPages<Orphan>(ada, '/api/v1/orphans?kind=lead-secondary-inactive&limit=1');
  await write(
    `update assignment set until_at = clock_timestamp(), until_request = from_request where org_id = $1 and user_id = 105`,
  );
  assert.deepEqual(both, [ofBen, { ...ofBen, user: person('eve', false) }]);
  assert.deepEqual(
    pages.map(({ user }) => user),
    both.map(({ user }) => user),
  );
});

test('leads on which nobody stands are told first: all to administrators, to others those that they or their team held last', async () => {
  await write(
    `insert into lead (org_id, lead_id, name) select $1, id, 'Lead' from generate_series(801, 804) id`,
  );
  assert.deepEqual(
    await readKind('lead-unassigned'),
    [801, 802, 803, 804].map((leadId) => ({ leadId })),
  );
  const [first] = (await ada.get('/api/v1/radar')).json<Radar>().kinds;
  assert.deepEqual([first?.kind, first?.count, first?.groups.length], ['lead-unassigned', 4, 1]);
  for (const [name, role] of [
    ['flo', 'manager'],
    ['gus', 'agent'],
  ] as const) {
    await write('update org_user set access_role = $2 where org_id = $1 and user_id = $3', [
      role,
      world.idOf(name),
    ]);
  }
  const [flo, gus] = [world.as('flo'), world.as('gus')];
  await hold('gus', [801, 802], { until: '2026-03-02' });
  await hold('cy', [802, 803], { until: '2026-03-03' });
  await hold('flo', [804], { until: '2026-03-02' });
  for (const [reader, lost] of [
    [
      flo,
      [
        [801, 'gus'],
        [804, 'flo'],
      ],
    ],
    [gus, [[801, 'gus']]],
  ] as const) {
    const { items, counts } = await read('?kind=lead-unassigned', reader);
    const expected = lost.map(([leadId, name]) => ({ leadId, name: world.user(name).name }));
    const told = items.map(({ leadId, user }) => ({ leadId, name: user?.name }));
    assert.deepEqual([told, counts], [expected, { 'lead-unassigned': lost.length }]);
    const { kinds } = await reader.radar();
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      orphanKinds,
    );
    assert.equal(kinds[0]?.count, lost.length);
  }
  await hold('dee', [801, 802, 803, 804], { until: null });
  assert.deepEqual(await readKind('lead-unassigned'), []);
  assert.deepEqual((await read('?kind=lead-unassigned', flo)).items, []);
});

test('active users whose manager has left are listed with that manager', async () => {
  assert.deepEqual(await readKind('user-manager-inactive'), [
    { user: person('dee', true), manager: person('ben', false) },
  ]);
});

test('users without a manager are listed, but for those who are heads', async () => {
  assert.deepEqual(await readKind('user-without-manager'), [
    { user: person('flo', true) },
    { user: person('pam', true) },
  ]);
  assert.equal((await read()).heads, 1);
});

test('where nobody is a head everybody without a manager is told, and that nobody is', async () => {
  await write('update org_user set is_head = false where org_id = $1');
  const { heads, items } = await read('?kind=user-without-manager');
  assert.deepEqual(
    [heads, items.map(({ user }) => user?.name)],
    [0, ['Ada Example', 'Flo Example', 'Pam Example']],
  );
  assert.match(items[0]?.message ?? '', /Give Ada Example a manager, or .* mark Ada Example as a head\.$/);
  const told = await runOrphans('--org', '7', '--kind', 'user-without-manager');
  assert.match(told.stdout, /^Nobody is marked as head: choose who reports to nobody on purpose\.$/m);
  await write('update org_user set is_head = true where org_id = $1 and user_id = 101');
});

test('the radar groups what is mended together, and says of which kinds there is nothing', async () => {
  const answer = await ada.get('/api/v1/radar');
  const { kinds } = answer.json<Radar>();
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    orphanKinds,
  );
  const told = kinds.flatMap(({ kind, count, groups }) =>
    groups.map((group) => [
      kind,
      count,
      group.count,
      ...group.sample.map((each) => each.leadId ?? each.user?.name),
    ]),
  );
  assert.deepEqual(told.slice(0, 4), [
    ['lead-primary-inactive', 2, 2, 1001, 1002],
    ['lead-secondary-inactive', 1, 1, 1003],
    ['user-manager-inactive', 1, 1, 'Dee Example'],
    ['user-without-manager', 2, 2, 'Flo Example', 'Pam Example'],
  ]);
  const well = await zoe.get('/api/v1/radar');
  assert.deepEqual(
    well.json<Radar>().kinds.map(({ count, groups }) => [count, groups]),
    orphanKinds.map(() => [0, []]),
  );
});

test('leads of one leaver are one group for each role, the largest first, of which the first three are shown', async () => {
  await write(`update org_user set is_active = false where org_id = $1 and user_id = $2`, [
    world.idOf('pam'),
  ]);
  const leads = Array.from({ length: 5 }, (_, place) => 901 + place);
  await write(`insert into lead (org_id, lead_id, name) select $1, id, 'Lead' from unnest($2::bigint[]) id`, [
    leads,
  ]);
  await write(
    `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at)
      select $1, id, $3, 'Processor', 'primary', $4, now() from unnest($2::bigint[]) id`,
    [leads, world.idOf('pam'), world.requestId],
  );
  const answer = await ada.get('/api/v1/radar');
  const ofLeads = answer.json<Radar>().kinds.find(({ kind }) => kind === 'lead-primary-inactive');
  const told = ofLeads?.groups.map(({ count, sample: [first, ...rest] }) => [
    first?.user?.name,
    first?.role,
    count,
    rest.length + 1,
  ]);
  await write(
    'update assignment set until_at = now(), until_request = from_request where org_id = $1 and lead_id < 1000',
  );
  await write(`update org_user set is_active = true where org_id = $1 and user_id = $2`, [world.idOf('pam')]);
  assert.deepEqual(told, [
    ['Pam Example', 'Processor', 7, 3],
    ['Ben Example', 'Loan Officer', 2, 2],
  ]);
});

test('a role without a primary is found, whatever took it away', async () => {
  assert.deepEqual(await readKind('role-without-primary'), []);
  await write(`update assignment set standing = 'secondary' where org_id = $1 and lead_id = 1003`);
  assert.deepEqual(await readKind('role-without-primary'), [{ leadId: 1003, role: 'Loan Officer' }]);
  await write(
    `update assignment set standing = 'primary' where org_id = $1 and lead_id = 1003 and user_id = 103`,
  );
});

test('a book is over the limit from its 10,001st lead on', async () => {
  const take = (first: number, leads: number) =>
    write(
      `with made as (
        insert into lead (org_id, lead_id) select $1, n from generate_series($2::int, $3::int) n returning lead_id)
      insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at)
      select $1, lead_id, 107, 'Loan Officer', 'primary', $4, now() from made`,
      [first, first + leads - 1, world.requestId],
    );
  await take(5_001, 9_999);
  await refreshStatistics(world.database, orgId); // as after an import of so many
  assert.deepEqual(await readKind('book-over-limit'), []);
  await take(20_001, 1);
  assert.deepEqual(await readKind('book-over-limit'), [{ user: person('gus', true), book: 10_001 }]);
});

test('requests that wait to run and name a leaver are listed, wherever they name them', async () => {
  const named = await readKind('request-names-leaver');
  assert.deepEqual(
    named.map(({ user }) => user),
    [person('ben', false)],
    'by the GUID of a row',
  );
  const { email } = world.user('eve');
  const specs: [string, unknown][] = [
    ['queued', { to: { user: { email: email.toUpperCase() } } }],
    [
      'queued',
      { to: { distribution: { receivers: [{ user: { userId: 102 } }, { user: { userId: 105 } }] } } },
    ],
    ['queued', { to: { user: { userId: 103 } } }],
    ['queued', { selection: { owner: 102 }, to: { user: { userId: 103 } } }],
    ['done', { to: { user: { userId: 102 } } }],
    ['planned', { to: { user: { userId: 102 } } }],
  ];
  for (const [place, [state, spec]] of specs.entries()) {
    await write(
      `insert into request (org_id, request_id, kind, state, origin, spec) values ($1, $2, 'reassign', $3, 'api', $4)`,
      [2_000_000_000 + place, state, JSON.stringify(spec)],
    );
  }
  await write(
    `insert into request_chunk (org_id, request_id, chunk_no, part, subjects, receivers)
      values ($1, 2000000002, 1, 'leads', '{1004,1005}', '{103,105}'), ($1, 2000000003, 1, 'leads', '{105}', '{103}')`,
  );
  const all = await readKind('request-names-leaver');
  assert.deepEqual(
    all.slice(1).map(({ requestId, user }) => [Number(requestId) - 2_000_000_000, user?.userId]),
    [
      [0, 105],
      [1, 102],
      [1, 105],
      [2, 105],
    ],
  );
});

test('all kinds together come kind after kind, with exact counts, whatever the size of a page', async () => {
  const { items, counts, next } = await read('?limit=1000');
  assert.equal(next, null);
  assert.deepEqual(Object.keys(counts), [...orphanKinds]);
  for (const kind of orphanKinds)
    assert.equal(items.filter((item) => item.kind === kind).length, counts[kind]);
  const order = items.map(({ kind }) => orphanKinds.indexOf(kind));
  assert.deepEqual(order, order.toSorted());
  for (const limit of [1, 2, 3, 5]) {
    const url = `/api/v1/orphans?limit=${limit}`;
    assert.deepEqual(await readAllPages<Orphan>(ada, url), items);
  }
  const first = await read('?limit=1');
  const second = await read(`?limit=1&after=${encodeURIComponent(first.next ?? '')}`);
  assert.deepEqual(second.counts, counts, 'of all, not of what is left');
});

test('an organisation in order has no orphans, and sees none of another', async () => {
  const { items, counts } = await read('', zoe);
  assert.deepEqual(items, []);
  assert.deepEqual(
    Object.values(counts),
    orphanKinds.map(() => 0),
  );
});

test('a kind that there is not and a cursor of another list are refused', async () => {
  const cases = {
    'kind=ghosts': 'kind',
    'after=x': 'after',
    'limit=0': 'limit',
  };
  for (const [query, field] of Object.entries(cases)) {
    const answer = await ada.get(`/api/v1/orphans?${query}`);
    assert.deepEqual([answer.statusCode, readRefusal(answer).field], [400, field], query);
  }
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function runOrphans(...flags: string[]): Promise<Ended> {
  const program = new URL('../../src/cli/main.ts', import.meta.url).pathname;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, 'orphans', '--database-url', world.url, ...flags],
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

test('the command prints counts and orphans and ends with 1, or with 0 where there is none', async () => {
  const found = await runOrphans('--org', '7', '--limit', '12');
  assert.equal(found.code, 1, found.stderr);
  assert.match(found.stdout, /^lead-primary-inactive +2$/m);
  assert.match(found.stdout, /^lead-primary-inactive +Ben Example is primary Loan Officer on lead 1001/m);
  assert.match(found.stdout, /There are more/);

  const none = await runOrphans('--org', String(wellOrgId));
  assert.equal(none.code, 0, none.stderr);
  assert.match(none.stdout, /^user-without-manager +0$/m);
  assert.equal((await runOrphans('--org', '7', '--kind', 'role-without-primary')).code, 0);
});

test('the command prints as JSON and as CSV what the API answers', async () => {
  const { code, stdout } = await runOrphans('--org', '7', '--json', '--limit', '100');
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(stdout), await read());
  const csv = await runOrphans('--org', '7', '--csv');
  const served = await ada.get('/api/v1/orphans.csv');
  assert.deepEqual([csv.code, csv.stdout], [1, served.body]);
});

test('the command refuses an organisation that there is not, and says what is wrong with its flags', async () => {
  const unknown = await runOrphans('--org', '99');
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /no such organisation/);
  assert.equal(unknown.stdout, '');
  assert.equal((await runOrphans('--org', '7', '--limit', '1001')).code, 2);
  assert.equal((await runOrphans('--org', '7', '--kind', 'ghosts')).code, 2);
  assert.equal((await runOrphans()).code, 2);
});
