// Every list that the server says it has, as CSV: the same items as its pages, by the same filters and for the same eyes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { OrgChart } from '../../src/client/client.ts';
import { guardFormulas } from '../../src/contract/rules/formula-rules.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { type Caller, readAllPages, readRefusal } from '../support/open-caller.ts';
import { until } from '../support/until.ts';
import { useWorld } from '../support/use-world.ts';

type Item = Record<string, unknown>;

const orgId = 7;
/** More than the server reads at once. */
const manyLeads = 1_003;

let lists: string[];
let requestId: number;

const world = useWorld(
  {
    orgId,
    users: {
      ada: { reports: ['mia'] },
      mia: { accessRole: 'manager', reports: ['ben'] },
      ben: { accessRole: 'agent' },
      cy: { accessRole: 'agent', agentRole: 'Processor' },
      eve: { accessRole: 'agent', isActive: false },
    },
    leads: Object.fromEntries(
      Array.from({ length: manyLeads }, (_, place) => [
        place + 1,
        place % 3 === 0 ? ['eve' as const] : ['ben' as const, 'cy' as const],
      ]),
    ),
  },
  async () => {
    await inOrg(world.database, orgId, async (tx) => {
      tx.write({
        text: `update lead set name = '=1+1 "' || lead_id || '", ; -2', status = case lead_id % 2 when 0 then 'New' else 'Öffen' end
        where org_id = $1`,
        values: [orgId],
      });
    });
    requestId = await plan();
    await settleUses();
    const { paths } = (await world.app.inject('/openapi.json')).json<Document>();
    lists = Object.keys(paths).filter((path) => isList(paths[path]?.get));
  },
);
const ada = world.as('ada');
const everybody = [ada, world.as('mia'), world.as('ben')];

/** A first use of a key is noted behind the answer, in the list of keys and in the trail. */
async function settleUses(): Promise<void> {
  for (const { session } of everybody) await session.show();
  await until('every use is noted', async () => {
    const { items } = await ada.keys.list().first();
    return items.every(({ lastUsedAt }) => lastUsedAt !== null);
  });
  await ada.org.change({ name: '=Acme' });
  const {
    items: [last],
  } = await ada.auditEvents({ limit: 1 }).first();
  filters['/api/v1/audit-events'] = [`to=${last?.at}`, 'what=setting-changed'];
}

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Item }> }>;
}

interface Document {
  paths: Record<string, { get?: Operation }>;
}

function isList(operation: Operation | undefined) {
  const { items, next } = Object(operation?.responses[200]?.content?.['application/json']?.schema.properties);
  return items !== undefined && next !== undefined;
}

async function plan(): Promise<number> {
  const planned = await ada.plan({
    kind: 'reassign',
    selection: { status: ['New'] },
    to: { user: { userId: world.idOf('ben') } },
    reason: '=SUM(A1)',
  });
  return planned.requestId;
}

/** What each list is asked with besides nothing. */
const filters: Record<string, string[]> = {
  '/api/v1/leads': [
    'status=New&sort=-leadId',
    'unassigned=false&agentRole=Processor',
    'asOf=2026-03-01T00:00:00Z&q=12',
  ],
  '/api/v1/users': ['isActive=true', 'q=b'],
  '/api/v1/users/{id}/reports': ['depth=1', 'asOf=2026-03-01T00:00:00Z'],
  '/api/v1/requests': ['kind=reassign', 'state=done'],
  '/api/v1/requests/{id}/rows': ['outcome=unchanged', 'outcome=not%20attempted'],
  '/api/v1/orphans': ['kind=lead-primary-inactive'],
  '/api/v1/books': ['sort=size'],
};

function fill(path: string): string {
  const id = path.startsWith('/api/v1/leads')
    ? 1
    : path.startsWith('/api/v1/requests')
      ? requestId
      : world.idOf('mia');
  return path.replace('{id}', String(id));
}

test('every list of the server is there as CSV: what its pages hold, by the same filters and for the same eyes', async () => {
  assert.ok(lists.length >= 11, lists.join());
  for (const path of lists) {
    const grows = path === '/api/v1/audit-events'; // by whoever is refused here
    for (const query of [...(grows ? [] : ['']), ...(filters[path] ?? [])]) {
      const readers = query === '' ? everybody : everybody.slice(0, 1);
      for (const reader of readers) await assertSame(path, query, reader);
    }
  }
});

async function assertSame(path: string, query: string, by: Caller): Promise<void> {
  const about = `${path}?${query}`;
  const csv = await by.get(`${fill(path)}.csv?${query}`);
  const page = await by.get(`${fill(path)}?${query}`);
  assert.equal(csv.statusCode, page.statusCode, `${about}: ${csv.body}`);
  if (page.statusCode !== 200) {
    assert.equal(readRefusal(csv).code, readRefusal(page).code, about);
    return;
  }
  assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8', about);
  assert.match(String(csv.headers['content-disposition']), /^attachment; filename="[\w-]+\.csv"$/);
  const items = await readAllPages<Item>(by, `${fill(path)}?limit=1000&${query}`);
  const rows: Record<string, string>[] = parse(csv.body, { columns: true });
  assert.equal(rows.length, items.length, about);
  for (const [place, row] of rows.entries()) assertRow(about, row, items[place] ?? {});
}

/** Of each column that is named as a member is, or as a member of one; the others tell several in one. */
function assertRow(about: string, row: Record<string, string>, item: Item): void {
  const known = Object.keys(row).filter((column) => find(item, column) !== undefined);
  assert.ok(known.length >= 4, `${about}: ${Object.keys(row)}`);
  for (const column of known) {
    assert.equal(row[column], guardFormulas(String(find(item, column) ?? '')), `${about}: ${column}`);
  }
}

/** `manager_id` is `managerId` or `manager.userId`; `changed` may be in `counts`. */
function find(item: Item, column: string): unknown {
  const direct = item[toMember(column)];
  if (isScalar(direct)) return direct;
  const [, owner = '', member = ''] = /^(.+)_(id|name|email)$/.exec(column) ?? [];
  const person = Object(item[toMember(owner)]);
  const ofPerson = person[member === 'id' ? 'userId' : member];
  if (isScalar(ofPerson)) return ofPerson;
  return Object(item.counts)[toMember(column)];
}

function toMember(column: string): string {
  return column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

test('a list as CSV is of no page: what belongs to pages is refused as not known', async () => {
  for (const path of lists) {
    for (const member of ['limit=5', 'after=x']) {
      const answer = await ada.get(`${fill(path)}.csv?${member}`);
      assert.deepEqual(
        [answer.statusCode, readRefusal(answer).code],
        [400, 'invalid-input'],
        `${path} ${member}`,
      );
    }
  }
});

test('the org chart is there as CSV, now and as of any moment', async () => {
  for (const query of ['', '?asOf=2026-03-01T00:00:00Z', `?root=${world.idOf('mia')}`]) {
    const csv = await ada.get(`/api/v1/org-chart.csv${query}`);
    const chart = await ada.get(`/api/v1/org-chart${query}`);
    const rows: Record<string, string>[] = parse(csv.body, { columns: true });
    assert.deepEqual(
      rows.map((row) => [row.user_id, row.manager_id, row.team_size]),
      chart
        .json<OrgChart>()
        .users.map((user) => [user.userId, user.managerId ?? '', user.teamSize].map(String)),
    );
  }
});
