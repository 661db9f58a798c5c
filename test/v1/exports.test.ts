// Whole tables as files: what an import makes of them, who sees what, and what is refused.

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { createKey } from '../../src/core/keys/create-key.ts';
import { importLeads } from '../../src/core/kinds/import/import-leads.ts';
import { importUsers } from '../../src/core/kinds/import/import-users.ts';
import { createOrganisation } from '../../src/core/organisations/create-organisation.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { openCaller, readRefusal } from '../support/open-caller.ts';
import { until } from '../support/until.ts';
import { useWorld } from '../support/use-world.ts';

const orgId = 7;
const world = useWorld(
  {
    orgId,
    served: 'alone',
    users: {
      ada: { reports: ['mia'] },
      mia: { accessRole: 'manager', reports: ['ben'] },
      ben: { accessRole: 'agent' },
      cy: { accessRole: 'agent', agentRole: 'Processor' },
    },
    leads: { 1: ['ben', 'cy'], 2: ['ben'], 3: ['cy'], 4: [] },
    heads: ['ada'],
  },
  async () => {
    await ada.make({ kind: 'reassign', leads: [2], to: { user: world.ref('mia') }, others: 'all' });
  },
);
const ada = world.as('ada');
const mia = world.as('mia');
const ben = world.as('ben');

const exportOf = (table: string, query = '') => `/api/v1/exports/${table}${query}`;
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

/** Where spreadsheets, tables and imports may trip. */
const awkward = fc
  .string({ unit: fc.constantFrom(...('aZ7,;|"\'=+-@＝é李😀 .\\'.match(/./gu) ?? [])), maxLength: 9 })
  .map((text) => text.trim());
const seen = awkward.filter((text) => text !== '');
const lead = fc.record({
  name: seen,
  status: awkward,
  source: awkward,
  state: awkward,
  phone: fc.constantFrom(null, '+1 303 555 0142'),
  email: fc.constantFrom(null, '-x@b.example'),
  product: fc.option(seen),
  amount: fc.constantFrom(null, 0, 0.1, 9_999_999_999_999.99),
  attributes: fc.dictionary(fc.constantFrom('branch', 'a;=b', 'it\'s, "so"', '=1'), seen),
  createdAt: fc.constantFrom('2026-01-05T09:30:00.123456Z', '1999-12-31T23:59:59Z'),
  primary: fc.constantFrom(undefined, { email: 'ana@a.example' }, { email: 'cy@a.example' }),
});

const people = `user_id,guid,first_name,last_name,email,agent_role,access_role,is_active,manager_email,is_head
1,,'=Ana,"O'Neil, ""Ann""",ana@a.example,Loan Officer,administrator,true,,true
2,,Zoë,'+1,cy@a.example,"Processor; '-2",agent,true,ana@a.example,
7,,李,,gone@a.example,Loan Officer,manager,false,cy@a.example,
`;
/** What only a file brings: line breaks and tabs. */
const lines = 'lead_id,name,status,source,state,attribute.note\n900,Lines,,,,"one\n=two\r\n\tthree"\n';

let lastOrgId = 100;

/** A new organisation of these files, and whoever exports it. */
async function anOrgOf(users: string, ...leads: string[]) {
  lastOrgId += 1;
  const id = lastOrgId;
  const options = { allOrNothing: true, requester: { userId: null, origin: 'cli' } } as const;
  await createOrganisation(world.database, { orgId: id, name: `Organisation ${id}` });
  const landed = [await importUsers(world.database, id, Readable.from([users]), options)];
  for (const file of leads)
    landed.push(await importLeads(world.database, id, Readable.from([file]), options));
  for (const { problems } of landed) assert.deepEqual(problems, []);
  const { accessKey, secretKey } = await createKey(world.database, id, 'ana@a.example');
  const { url, database, app, address } = world;
  const server = { served: undefined, url, database, app, address, interrupt: () => world.interrupt() };
  return openCaller(server, {
    orgId: () => id,
    headers: async () => ({ 'x-lsq-accesskey': accessKey, 'x-lsq-secretkey': secretKey }),
  });
}

test('what is exported, imported into an empty organisation and exported again is the same file', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(lead, { minLength: 1, maxLength: 40 }), async (newLeads) => {
      const from = await anOrgOf(people, lines);
      await from.make({ kind: 'record', newLeads, onFailure: 'all-or-nothing' });
      const files = await Promise.all([
        from.get(exportOf('users')),
        from.get(exportOf('leads')),
        from.get(exportOf('reporting-lines')),
      ]);
      const [users, leads, reports] = files.map(({ body }) => body);
      assert.equal(rowsOf(leads ?? '').length, newLeads.length + 1);
      const to = await anOrgOf(users ?? '', leads ?? '');
      assert.equal((await to.get(exportOf('users'))).body, users);
      assert.equal((await to.get(exportOf('leads'))).body, leads);
      assert.equal((await to.get(exportOf('reporting-lines'))).body, reports);
      const facts = async (by: typeof to) => (await by.get(exportOf('leads', '?format=ndjson'))).body;
      assert.equal(await facts(to), await facts(from));
      const managers = await to.send({
        method: 'POST',
        url: '/api/v1/requests?kind=managers&plan=true',
        headers: { 'content-type': 'text/csv' },
        payload: reports ?? '',
      });
      const { unchanged, failed } = managers.json<{ preview: Record<string, number> }>().preview;
      assert.deepEqual(
        { unchanged, failed },
        { unchanged: 1, failed: 1 },
        'who left is given no manager anew',
      );
    }),
    { numRuns: 6 },
  );
});

test('an export holds what whoever asks sees, by the filters of the list, under its name and date', async () => {
  const cases: [string, typeof ada, string[]][] = [
    ['leads', ada, ['1', '2', '3', '4']],
    ['leads', mia, ['1', '2']],
    ['leads', ben, ['1']],
    ['leads?unassigned=true', ada, ['4']],
    ['leads?status=Nowhere', ada, []],
    [`leads?ownerUserId=${world.idOf('mia')}`, ada, ['2']],
    ['leads?asOf=2026-03-01T00:00:00Z&ownerEmail=ben@org7.example', ada, ['1', '2']],
    ['assignments', ben, ['1', '1']],
    ['assignments', mia, ['1', '1', '2', '2']],
    ['assignments?asOf=2026-03-01T00:00:00Z', mia, ['1', '1', '2']],
  ];
  for (const [asked, by, ids] of cases) {
    const csv = await by.get(exportOf(asked));
    assert.deepEqual(
      rowsOf(csv.body).map((row) => row.lead_id),
      ids,
      asked,
    );
    const ndjson = await by.get(exportOf(asked, `${asked.includes('?') ? '&' : '?'}format=ndjson`));
    const items = ndjson.body
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      items.map(({ leadId }) => String(leadId)),
      ids,
      asked,
    );
    const [table] = asked.split('?');
    assert.match(
      String(csv.headers['content-disposition']),
      new RegExp(`^attachment; filename="${table}-20\\d\\d-\\d\\d-\\d\\d\\.csv"$`),
    );
    assert.match(String(ndjson.headers['content-disposition']), /\.ndjson"$/);
    assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8');
    assert.equal(ndjson.headers['content-type'], 'application/x-ndjson; charset=utf-8');
  }
  const team = [world.idOf('mia'), world.idOf('ben')].map(String);
  for (const table of ['users', 'reporting-lines']) {
    assert.deepEqual(
      rowsOf((await mia.get(exportOf(table))).body).map((row) => row.user_id),
      team,
    );
  }
  const [ofAda] = (await ada.get(exportOf('users', '?q=ada&format=ndjson'))).body.split('\n');
  assert.deepEqual(JSON.parse(ofAda ?? ''), (await ada.users.list({ q: 'ada' }).first()).items[0]);
});

test('assignments come with their past, and reporting lines where they are asked for it', async () => {
  await ada.make({ kind: 'managers', rows: [{ user: world.ref('ben'), manager: world.ref('ada') }] });
  const stays = rowsOf((await ada.get(exportOf('assignments', '?unassigned=false'))).body);
  const [first, last] = stays.filter((stay) => stay.lead_id === '2');
  assert.deepEqual(
    [first?.user_email, first?.role, first?.until_at],
    ['ben@org7.example', 'Loan Officer', last?.from_at],
  );
  assert.deepEqual([last?.user_name, last?.standing, last?.until_at], ['Mia Example', 'primary', '']);
  assert.equal(first?.until_request_id, last?.from_request_id);
  const managersOf = async (query: string) =>
    rowsOf((await ada.get(exportOf('reporting-lines', query))).body)
      .filter((row) => row.user_email === 'ben@org7.example')
      .map((row) => row.manager_email);
  assert.deepEqual(await managersOf(''), ['ada@org7.example']);
  assert.deepEqual(await managersOf('?past=true'), ['mia@org7.example', 'ada@org7.example']);
  assert.deepEqual(await managersOf('?asOf=2026-03-01T00:00:00Z'), ['mia@org7.example']);
});

test('what an export cannot be is refused before it begins', async () => {
  const cases: [string, number, string][] = [
    ['leads?format=xlsx', 400, 'format'],
    ['leads?limit=5', 400, 'limit'],
    ['leads?sort=name', 400, 'sort'],
    ['leads?asOf=2999-01-01T00:00:00Z', 400, 'asOf'],
    ['leads?agentRole=Pilot', 404, 'agentRole'],
    ['leads?ownerUserId=999', 404, 'ownerUserId'],
    ['users?agentRole=Pilot', 404, 'agentRole'],
    ['reporting-lines?asOf=yesterday', 400, 'asOf'],
  ];
  for (const [asked, status, field] of cases) {
    const refused = readRefusal(await ada.get(exportOf(asked)));
    assert.deepEqual([refused.status, refused.field], [status, field], `${asked}: ${refused.detail}`);
  }
});

test('more attributes than a table holds are refused by the format, and are in NDJSON', async () => {
  const attributes = JSON.stringify(
    Object.fromEntries(Array.from({ length: 451 }, (_, at) => [`a${at}`, 'x'])),
  );
  const from = await anOrgOf(people, lines);
  await inOrg(world.database, lastOrgId, async (tx) => {
    tx.write({ text: 'update lead set attributes = $2 where org_id = $1', values: [lastOrgId, attributes] });
  });
  assert.equal(readRefusal(await from.get(exportOf('leads'))).field, 'format');
  assert.match((await from.get(exportOf('leads', '?format=ndjson'))).body, /"a450":"x"/);
});

test('an export that nobody takes any more holds neither a connection nor a place among those of its organisation', async () => {
  await inOrg(world.database, orgId, async (tx) => {
    tx.write({
      text: `insert into lead (org_id, lead_id, name_key, source) select $1, 1000 + id, '', repeat('x', 900) from generate_series(1, 12000) id`,
      values: [orgId],
    });
  });
  const headers = await world.headersOf('ada');
  for (let round = 0; round < 5; round += 1) {
    const leave = new AbortController();
    await fetch(`${world.address}${exportOf('leads')}`, { headers, signal: leave.signal });
    leave.abort();
    await until('its connection is free', async () => {
      const [row] = await inOrg(world.database, orgId, (tx) =>
        tx.read<{ open: number }>({
          text: `select count(*) as open from pg_stat_activity
            where datname = current_database() and query ~ '^fetch' and state <> 'idle'`,
          values: [],
        }),
      );
      return row?.open === 0;
    });
  }
  const whole = await ada.get(exportOf('leads'));
  assert.equal(rowsOf(whole.body).length, 12_004);
});
