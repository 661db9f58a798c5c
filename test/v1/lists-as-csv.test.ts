// Every list that the server says it has, as CSV: the same items as its pages, by the same filters and for the same eyes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { FastifyInstance } from 'fastify';
import { guardFormulas } from '../../src/contract/rules/formula-rules.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type CallHeaders, type Organisation } from '../support/an-organisation.ts';
import { buildApp, readAllPages } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { until } from '../support/until.ts';

type Name = 'ada' | 'mia' | 'ben' | 'cy' | 'eve';
type Item = Record<string, unknown>;

const orgId = 7;
/** More than the server reads at once. */
const manyLeads = 1_003;

let db: TestDatabase;
let app: FastifyInstance;
let acme: Organisation<Name>;
let everybody: CallHeaders[];
let lists: string[];
let requestId: number;

before(async () => {
  db = await createTestDatabase();
  app = await buildApp(db.database);
  acme = await anOrganisation(db.database, {
    orgId,
    users: {
      ada: { reports: ['mia'] },
      mia: { accessRole: 'manager', reports: ['ben'] },
      ben: { accessRole: 'agent' },
      cy: { accessRole: 'agent', agentRole: 'Processor' },
      eve: { accessRole: 'agent', isActive: false },
    },
    leads: Object.fromEntries(
      Array.from({ length: manyLeads }, (_, place) => [place + 1, place % 3 === 0 ? ['eve'] : ['ben', 'cy']]),
    ),
  });
  await inOrg(db.database, orgId, async (tx) => {
    tx.write({
      text: `update lead set name = '=1+1 "' || lead_id || '", ; -2', status = case lead_id % 2 when 0 then 'New' else 'Öffen' end
        where org_id = $1`,
      values: [orgId],
    });
  });
  everybody = await Promise.all((['ada', 'mia', 'ben'] as const).map((name) => acme.signIn(name)));
  requestId = await plan();
  await settleUses();
  const document = (await app.inject('/openapi.json')).json();
  lists = Object.keys(document.paths).filter((path) => isList(document.paths[path].get));
});
after(async () => {
  await app.close();
  await db.drop();
});

/** A first use of a key is noted behind the answer, in the list of keys and in the trail. */
async function settleUses(): Promise<void> {
  for (const headers of everybody) await app.inject({ url: '/api/v1/session', headers });
  const [headers = {}] = everybody;
  await until('every use is noted', async () => {
    const { items } = (await app.inject({ url: '/api/v1/keys', headers })).json();
    return items.every((key: Item) => key.lastUsedAt !== null);
  });
  const changed = await app.inject({
    method: 'PATCH',
    url: '/api/v1/org',
    headers,
    payload: { name: '=Acme' },
  });
  assert.equal(changed.statusCode, 200, changed.body);
  const [last] = (await app.inject({ url: '/api/v1/audit-events?limit=1', headers })).json().items;
  filters['/api/v1/audit-events'] = [`to=${last.at}`, 'what=setting-changed'];
}

function isList(
  operation: { responses: Record<string, { content?: Record<string, { schema: Item }> }> } | undefined,
) {
  const { items, next } = Object(operation?.responses[200]?.content?.['application/json']?.schema.properties);
  return items !== undefined && next !== undefined;
}

async function plan(): Promise<number> {
  const made = await app.inject({
    method: 'POST',
    url: '/api/v1/requests?plan=true',
    headers: everybody[0] ?? {},
    payload: {
      kind: 'reassign',
      selection: { status: ['New'] },
      to: { user: { userId: acme.user('ben').userId } },
      reason: '=SUM(A1)',
    },
  });
  assert.equal(made.statusCode, 201, made.body);
  return made.json<{ requestId: number }>().requestId;
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
      : acme.user('mia').userId;
  return path.replace('{id}', String(id));
}

test('every list of the server is there as CSV: what its pages hold, by the same filters and for the same eyes', async () => {
  assert.ok(lists.length >= 11, lists.join());
  for (const path of lists) {
    const grows = path === '/api/v1/audit-events'; // by whoever is refused here
    for (const query of [...(grows ? [] : ['']), ...(filters[path] ?? [])]) {
      const readers = query === '' ? everybody : everybody.slice(0, 1);
      for (const headers of readers) await assertSame(path, query, headers);
    }
  }
});

async function assertSame(path: string, query: string, headers: CallHeaders): Promise<void> {
  const about = `${path}?${query}`;
  const csv = await app.inject({ url: `${fill(path)}.csv?${query}`, headers });
  const page = await app.inject({ url: `${fill(path)}?${query}`, headers });
  assert.equal(csv.statusCode, page.statusCode, `${about}: ${csv.body}`);
  if (page.statusCode !== 200) {
    assert.equal(csv.json().code, page.json().code, about);
    return;
  }
  assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8', about);
  assert.match(String(csv.headers['content-disposition']), /^attachment; filename="[\w-]+\.csv"$/);
  const items = await readAllPages<Item>(app, { url: `${fill(path)}?limit=1000&${query}`, headers });
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
      const answer = await app.inject({ url: `${fill(path)}.csv?${member}`, headers: everybody[0] ?? {} });
      assert.deepEqual([answer.statusCode, answer.json().code], [400, 'invalid-input'], `${path} ${member}`);
    }
  }
});

test('the org chart is there as CSV, now and as of any moment', async () => {
  for (const query of ['', '?asOf=2026-03-01T00:00:00Z', `?root=${acme.user('mia').userId}`]) {
    const [headers] = everybody;
    const csv = await app.inject({ url: `/api/v1/org-chart.csv${query}`, headers: headers ?? {} });
    const chart = await app.inject({ url: `/api/v1/org-chart${query}`, headers: headers ?? {} });
    const rows: Record<string, string>[] = parse(csv.body, { columns: true });
    assert.deepEqual(
      rows.map((row) => [row.user_id, row.manager_id, row.team_size]),
      chart.json().users.map((user: Item) => [user.userId, user.managerId ?? '', user.teamSize].map(String)),
    );
  }
});
