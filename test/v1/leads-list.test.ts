import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LeadPage, ListedLead } from '../../src/core/leads/list-leads.ts';
import type { BookPage } from '../../src/core/radar/list-books.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { readAllPages, readRefusal } from '../support/open-caller.ts';
import { connectAsOwner } from '../support/owner-client.ts';
import { useWorld } from '../support/use-world.ts';

const leads = [
  {
    id: 1,
    name: 'Zoe Quill',
    status: 'New',
    source: 'Web',
    state: 'CO',
    day: 5,
    attributes: { branch: 'Denver' },
  },
  { id: 2, name: 'alma Reed', status: 'Won', source: 'Web', state: 'TX', day: 4, attributes: {} },
  { id: 12, name: 'Alma Stone', status: 'New', source: 'Fair, spring', state: 'TX', day: 3, attributes: {} },
  {
    id: 13,
    name: '12 Oaks',
    status: 'Open, warm',
    source: 'Web',
    state: 'CO',
    day: 3,
    attributes: { branch: 'Denver' },
  },
  { id: 120, name: 'alma Reed', status: 'New', source: '', state: '', day: 1, attributes: {} },
  { id: 3000, name: '100% (_\\)', status: '', source: '', state: '', day: 2, attributes: {} },
] as const;

const world = useWorld(
  {
    orgId: 7,
    users: {
      ada: { accessRole: 'administrator', agentRole: 'Branch Manager', reports: ['mia'] },
      mia: { accessRole: 'manager', reports: ['ben'] },
      ben: { accessRole: 'agent' },
      cy: { accessRole: 'agent', agentRole: 'Processor' },
      eve: { accessRole: 'agent', isActive: false },
      zed: { accessRole: 'agent' },
    },
    leads: { 1: ['ben', 'zed', 'cy'], 2: ['zed', 'cy'], 12: ['ben'], 13: ['eve'], 120: [], 3000: ['mia'] },
  },
  async () => {
    await inOrg(world.database, 7, async (tx) => {
      for (const { id, day, name, status, source, state, attributes } of leads) {
        tx.write({
          text: `update lead set name = $3, name_key = lower($3), status = $4, source = $5, state = $6, attributes = $7,
          created_at = '2026-01-01T00:00:00.123456Z'::timestamptz + make_interval(days => $8)
          where org_id = $1 and lead_id = $2`,
          values: [7, id, name, status, source, state, JSON.stringify(attributes), day],
        });
      }
    });
    const owner = await connectAsOwner(world.url);
    await owner.query(`update lead_name n set name_key = l.name_key from lead l
    where l.org_id = n.org_id and l.lead_id = n.lead_id`);
    await owner.end();
  },
);
const ada = world.as('ada');
world.beside({ orgId: 8, users: { yan: {} }, leads: { 1: ['yan'], 5: ['yan'] } });

async function list(query: string, by = ada): Promise<LeadPage> {
  const answer = await by.get(`/api/v1/leads?${query}`);
  assert.equal(answer.statusCode, 200, `${query}: ${answer.body}`);
  return answer.json<LeadPage>();
}

const idsOf = ({ items }: { items: ListedLead[] }) => items.map(({ leadId }) => leadId);

test('leads are listed with their facts and with who stands on them, primaries first', async () => {
  const [first] = (await list('limit=1')).items;
  const { userId: ben } = world.user('ben');
  assert.deepEqual(first, {
    leadId: 1,
    name: 'Zoe Quill',
    status: 'New',
    source: 'Web',
    state: 'CO',
    ...{ phone: null, email: null, product: null, amount: null },
    attributes: { branch: 'Denver' },
    createdAt: '2026-01-06T00:00:00.123456Z',
    revision: 0,
    assignments: [
      { userId: ben, name: 'Ben Example', isActive: true, role: 'Loan Officer', standing: 'primary' },
      {
        userId: world.idOf('cy'),
        name: 'Cy Example',
        isActive: true,
        role: 'Processor',
        standing: 'primary',
      },
      {
        userId: world.idOf('zed'),
        name: 'Zed Example',
        isActive: true,
        role: 'Loan Officer',
        standing: 'secondary',
      },
    ],
  });
});

const orders = {
  leadId: [1, 2, 12, 13, 120, 3000],
  '-leadId': [3000, 120, 13, 12, 2, 1],
  name: [3000, 13, 2, 120, 12, 1],
  '-name': [1, 12, 120, 2, 13, 3000],
  status: [3000, 1, 12, 120, 13, 2],
  '-status': [2, 13, 120, 12, 1, 3000],
  createdAt: [120, 3000, 12, 13, 2, 1],
  '-createdAt': [1, 2, 13, 12, 3000, 120],
};

for (const [sort, expected] of Object.entries(orders)) {
  test(`sorted by ${sort}, pages of every size hold every lead once and in order`, async () => {
    for (const limit of [1, 2, 3, 5, 6, 7]) {
      const url = `/api/v1/leads?sort=${sort}&limit=${limit}`;
      const items = await readAllPages<ListedLead>(ada, url);
      assert.deepEqual(idsOf({ items }), expected, `pages of ${limit}`);
    }
  });
}

test('each filter finds what it names, and together they must all hold', async () => {
  const found: Record<string, number[]> = {
    'q=alma': [2, 12, 120],
    'q=ALMA%20R': [2, 120],
    'q=12': [12, 13, 120],
    'q=1': [1, 12, 13, 120, 3000],
    'q=3000': [3000],
    'q=100%25%20(_%5C': [3000],
    'q=%25': [3000],
    'q=_': [3000],
    'q=*': [],
    'q=reed': [2, 120],
    'q=REED%20alma': [2, 120],
    'q=': [1, 2, 12, 13, 120, 3000],
    'status=New': [1, 12, 120],
    'status=New&status=Won': [1, 2, 12, 120],
    'status=Open,%20warm': [13],
    'status=': [3000],
    'source=Web&state=CO&state=TX': [1, 2, 13],
    'createdFrom=2026-01-05T00:00:00.123456Z': [1, 2],
    'createdBefore=2026-01-04T00:00:00.123456Z': [120, 3000],
    'attributes={"branch":"Denver"}': [1, 13],
    'attributes={}': [1, 2, 12, 13, 120, 3000],
    [`ownerUserId=${world.idOf('ben')}`]: [1, 12],
    [`ownerEmail=${world.user('ben').email.toUpperCase()}`]: [1, 12],
    [`ownerUserId=${world.idOf('zed')}&standing=secondary`]: [1],
    'agentRole=Processor': [1, 2],
    'unassigned=true': [120],
    'primaryInactive=true': [13],
    'unassigned=false': [1, 2, 12, 13, 3000],
    'primaryInactive=false': [1, 2, 12, 120, 3000],
    'q=alma&status=New&unassigned=true': [120],
  };
  for (const [query, expected] of Object.entries(found)) {
    const page = await list(`${query}&count=true`);
    assert.deepEqual(idsOf(page), expected, query);
    assert.equal(page.total, expected.length, query);
  }
});

test('an owner who is not there, or is two, is refused as a selection in a request refuses them', async () => {
  const { userId } = world.user('ben');
  const { email } = world.user('zed');
  const refused = [
    ['ownerUserId=99999', { userId: 99_999 }, 404, 'user-not-found', 'ownerUserId'],
    ['ownerEmail=nobody@org7.example', { email: 'nobody@org7.example' }, 404, 'user-not-found', 'ownerEmail'],
    [`ownerUserId=${userId}&ownerEmail=${email}`, { userId, email }, 409, 'user-mismatch', 'ownerUserId'],
  ] as const;
  for (const [query, owner, status, code, field] of refused) {
    const answer = await ada.get(`/api/v1/leads?${query}`);
    const asRequest = await ada.post('/api/v1/requests?plan=true', {
      kind: 'reassign',
      selection: { owner },
      to: { user: { userId } },
    });
    assert.deepEqual(
      [answer.statusCode, readRefusal(answer).code, readRefusal(answer).field],
      [status, code, field],
    );
    assert.equal(readRefusal(answer).code, readRefusal(asRequest).code);
    assert.equal(readRefusal(answer).detail, readRefusal(asRequest).detail);
  }
});

test('a total is of all pages, and only told where it is asked for', async () => {
  const page = await list('limit=2&status=New&count=true');
  assert.equal(page.total, 3);
  assert.equal((await list('limit=2&status=New')).total, null);
  assert.equal((await list(`limit=2&status=New&count=true&after=${page.next}`)).total, 3);
});

test('a request with the same selection plans exactly the leads of the list', async () => {
  const made = await ada.post('/api/v1/requests?plan=true', {
    kind: 'reassign',
    selection: { q: 'alma', status: ['New'] },
    to: { user: { userId: world.idOf('zed') } },
  });
  assert.equal(made.statusCode, 201, made.body);
  assert.deepEqual(made.json<{ counts: { total: number } }>().counts.total, 2);
  const rows = await ada.get(`/api/v1/requests/${made.json<{ requestId: number }>().requestId}/rows`);
  const planned = rows.json<{ items: { leadId: number }[] }>().items.map(({ leadId }) => leadId);
  assert.deepEqual(planned, idsOf(await list('q=alma&status=New')));
});

test('a manager sees the leads of their team, an agent their own, in lists and totals alike', async () => {
  const cases = { mia: [1, 12, 3000], ben: [1, 12], cy: [1, 2], zed: [1, 2] } as const;
  for (const name of ['mia', 'ben', 'cy', 'zed'] as const) {
    const headers = world.as(name);
    for (const sort of ['leadId', 'name', '-createdAt']) {
      const page = await list(`count=true&sort=${sort}`, headers);
      assert.deepEqual(
        idsOf(page).toSorted((a, b) => a - b),
        cases[name],
      );
      assert.equal(page.total, cases[name].length);
    }
  }
});

test('what cannot be read is refused, saying what it must be', async () => {
  const bad = [
    'sort=size',
    'attributes=x',
    'attributes=[]',
    'attributes={"a":1}',
    'attributes={"a":"\\u0000"}',
    'createdFrom=yesterday',
    'standing=third',
    'ownerUserId=0',
    'ownerEmail=ada',
    'after=x',
    'limit=0',
    'limit=1001',
    'colour=red',
    'status=%00',
  ];
  for (const query of bad) {
    const answer = await ada.get(`/api/v1/leads?${query}`);
    assert.equal(answer.statusCode, 400, `${query}: ${answer.body}`);
    assert.equal(answer.json<{ code: string }>().code, 'invalid-input');
  }
});

test('books are listed by size with how they are spread, page by page', async () => {
  const books = async (query: string, by = ada) => {
    const answer = await by.get(`/api/v1/books?${query}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<BookPage>();
  };
  const page = await books('');
  const named = (found: BookPage) =>
    found.items.map(({ user, book }) => `${user.name.split(' ')[0]} ${book}`);
  assert.deepEqual(named(page), ['Ben 2', 'Cy 2', 'Mia 1', 'Eve 1', 'Zed 1', 'Ada 0']);
  assert.deepEqual(page.spread, {
    users: 6,
    leads: 7,
    empty: 1,
    median: 1,
    largest: 2,
    bins: [
      { from: 0, to: 0, users: 1, leads: 0 },
      { from: 1, to: 1, users: 3, leads: 3 },
      { from: 2, to: 4, users: 2, leads: 4 },
    ],
  });
  assert.deepEqual(named(await books('sort=size&limit=2')), ['Ada 0', 'Mia 1']);
  for (const sort of ['size', '-size']) {
    const whole = await books(`sort=${sort}`);
    for (const limit of [1, 2, 5]) {
      const url = `/api/v1/books?sort=${sort}&limit=${limit}`;
      assert.deepEqual(await readAllPages(ada, url), whole.items);
    }
  }
  const processors = await books('agentRole=Processor');
  assert.deepEqual(named(processors), ['Cy 2']);
  assert.equal(processors.spread.users, 1);
  assert.deepEqual(named(await books('', world.as('mia'))), ['Ben 2', 'Mia 1']);
  assert.deepEqual(named(await books('', world.as('cy'))), ['Cy 2']);
});
