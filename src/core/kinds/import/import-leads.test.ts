import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { anOrganisation } from '../../../../test/support/an-organisation.ts';
import { createTestDatabase } from '../../../../test/support/test-database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import { importLeads } from './import-leads.ts';

const { database, drop } = await createTestDatabase();
after(drop);

const requester = { userId: null, origin: 'cli' } as const;
const header = 'lead_id,name,status,source,state,primary_email';
const users = { ada: {}, pat: { agentRole: 'Processor' }, zed: { isActive: false } };
let lastOrgId = 0;

async function aTeam(leads: Record<number, readonly 'ada'[]> = {}) {
  lastOrgId += 1;
  return anOrganisation(database, { orgId: lastOrgId, users, leads });
}

async function importText(orgId: number, text: string | Iterable<string>, allOrNothing = false) {
  const source = Readable.from(typeof text === 'string' ? [text] : text, { objectMode: true });
  return importLeads(database, orgId, source, { allOrNothing, requester });
}

async function rowsOf(orgId: number, text: string) {
  return readInOrg(database, orgId, (tx) => tx.read({ text, values: [] }));
}

test('Leads land with their attributes, and with a primary in the role they have.', async () => {
  const { orgId, user } = await aTeam();
  const { requestId, ...report } = await importText(
    orgId,
    `lead_id,name,status,source,state,created_at,primary_email,attribute.Loan Amount,Attribute.note
7001,Lantern Hill,New,Web,CA,2026-01-05T09:30:00+02:00,${user('pat').email.toUpperCase()},350000,"line 1
line 2"
,Second,,,,,,,
`,
  );
  assert.deepEqual(report, { imported: 2, rejected: 0, problems: [] });
  const leads = await rowsOf(
    orgId,
    'select lead_id, name, status, source, state, attributes, revision from lead order by lead_id',
  );
  assert.deepEqual(leads, [
    {
      lead_id: 7001,
      name: 'Lantern Hill',
      status: 'New',
      source: 'Web',
      state: 'CA',
      attributes: { 'Loan Amount': '350000', note: 'line 1\nline 2' },
      revision: 1,
    },
    { lead_id: 7002, name: 'Second', status: '', source: '', state: '', attributes: {}, revision: 0 },
  ]);
  const [first] = await rowsOf(orgId, 'select created_at from lead where lead_id = 7001');
  assert.deepEqual(first, { created_at: '2026-01-05T07:30:00.000000Z' });
  const standing = await rowsOf(
    orgId,
    'select lead_id, user_id, role, standing, from_request, until_at from assignment',
  );
  assert.deepEqual(standing, [
    {
      lead_id: 7001,
      user_id: user('pat').userId,
      role: 'Processor',
      standing: 'primary',
      from_request: requestId,
      until_at: null,
    },
  ]);
});

test('What other systems export lands as they name it, whoever is named in two columns too.', async () => {
  for (const [file, expected] of [
    [
      'Record ID,First Name,Last Name,Email,Lead Status,Original Source,State/Region,Create Date\n' +
        '41,Lantern,Hill,l@leads.example,New,Web,CA,2026-01-05 09:30\n',
      { lead_id: 41, name: 'Lantern Hill', status: 'New', source: 'Web', state: 'CA' },
    ],
    [
      'ProspectID,ProspectAutoId,FirstName,LastName,ProspectStage,Source,mx_State\n' +
        'f3b0c442-98fc-4c14-9afb-f4c8996fb924,42,,Hill,Open,Web,TX\n',
      { lead_id: 42, name: 'Hill', status: 'Open', source: 'Web', state: 'TX' },
    ],
    [
      'Id,Name,FirstName,LastName,Status,LeadSource,State\n43,The Hills,Lantern,Hill,Open,Web,TX\n',
      { lead_id: 43, name: 'The Hills', status: 'Open', source: 'Web', state: 'TX' },
    ],
  ] as const) {
    const { orgId } = await aTeam();
    const report = await importLeads(database, orgId, Readable.from([file], { objectMode: true }), {
      allOrNothing: true,
      requester,
      ignored: ['unknown'],
    });
    assert.deepEqual(report.problems, []);
    assert.deepEqual(await rowsOf(orgId, 'select lead_id, name, status, source, state from lead'), [
      expected,
    ]);
  }
});

test('How somebody is reached lands as it is written, and what is no address, no amount or rounded does not.', async () => {
  const { orgId } = await aTeam();
  const report = await importText(
    orgId,
    `lead_id,name,status,source,state,Phone Number,E-Mail,product,Amount
1,A,,,,"'+1 303 555 0142",Élm@x.example,Home  equity,0250000.50
2,B,,,,,,,
3,C,,,,1.30356E+10,,,
4,D,,,,,elm,,
5,E,,,,,,,"1,000"
6,F,,,,,,,-1
`,
  );
  assert.deepEqual(
    report.problems.map(({ line, column }) => [line, column]),
    [
      [4, 'Phone Number'],
      [5, 'E-Mail'],
      [6, 'Amount'],
      [7, 'Amount'],
    ],
  );
  assert.deepEqual(await rowsOf(orgId, 'select phone, email, product, amount from lead order by lead_id'), [
    { phone: '+1 303 555 0142', email: 'Élm@x.example', product: 'Home equity', amount: '250000.50' },
    { phone: null, email: null, product: null, amount: null },
  ]);
});

test('A row that cannot go in says why, and the others land.', async () => {
  const { orgId, user } = await aTeam({ 5: ['ada'] });
  const report = await importText(
    orgId,
    `${header},created_at
5,Taken,,,,,
6,Good,,,,${user('ada').email},
6,Twice,,,,,
7,Nobody,,,,nobody@x.example,
8,Left,,,,${user('zed').email},
0,Zero,,,,,
9007199254740992,Large,,,,,
9,Late,,,,,2026-02-30
10,${'x'.repeat(1_001)},,,,,
11,Bell\u0007,,,,,
12,Short,,,,
13,"Two
lines",,,,,
14,Lane,New	late,,,,
,Next,,,,,
`,
  );
  assert.deepEqual(
    report.problems.map(({ line, reason }) => `${line}: ${reason}`),
    [
      '2: Lead 5 exists already.',
      '4: `lead_id` 6 is on line 3 too.',
      '5: There is no user nobody@x.example in this organisation.',
      `6: User ${user('zed').email} is not active.`,
      '7: `lead_id` must be a whole number from 1 to 9007199254740991, not "0".',
      '8: `lead_id` must be a whole number from 1 to 9007199254740991, not "9007199254740992".',
      '9: `created_at` must be a moment of the years 1900 to 2200 such as 2026-11-22T09:30:00Z, not "2026-02-30".',
      '10: `name` is 1001 characters long; at most 1000 are possible.',
      '11: `name` has a control character in it; take it out.',
      '12: The row has 6 values where the header names 7 columns.',
      '13: `name` has a line break or a tab in it; take it out.',
      '15: `status` has a line break or a tab in it; take it out.',
    ],
  );
  assert.deepEqual([report.imported, report.rejected], [2, 12]);
  const ids = (await rowsOf(orgId, 'select lead_id from lead order by 1')).map((row) => row.lead_id);
  assert.deepEqual(ids.slice(0, 2), [5, 6]);
  assert.equal(ids.length, 3);
  const [chunk] = await rowsOf(
    orgId,
    `select outcomes, details->'2'->>'code' as code, details->'2'->>'line' as line
      from request_chunk where request_id = ${report.requestId}`,
  );
  assert.deepEqual(chunk, { outcomes: 'fcfffffffffffc', code: 'already-exists', line: '4' });
});

test('The largest id there may be leaves no next one, and says so.', async () => {
  const { orgId } = await aTeam();
  const report = await importText(orgId, `${header}\n${Number.MAX_SAFE_INTEGER},Last,,,,\n,Next,,,,\n`);
  assert.deepEqual(report.problems, [
    {
      line: 3,
      column: 'lead_id',
      reason: 'There is no free `lead_id` above the largest one; give the row one.',
    },
  ]);
});

test('Batches land one by one; a row of a later one collides with what an earlier one brought.', async () => {
  const { orgId, user } = await aTeam();
  function* lines() {
    yield `${header}\n`;
    for (let id = 1; id <= 12_000; id += 1) yield `${id},L${id},,,,${user('ada').email}\n`;
    yield `1,Again,,,,\n`;
  }
  const report = await importText(orgId, lines());
  assert.deepEqual([report.imported, report.rejected], [12_000, 1]);
  assert.deepEqual(report.problems, [{ line: 12_002, column: 'lead_id', reason: 'Lead 1 exists already.' }]);
  const [sums] = await rowsOf(
    orgId,
    `select count(*), sum(length(outcomes)) as rows, max(r.changed) as changed, max(r.total) as total
      from request_chunk join request r using (org_id, request_id) where request_id = ${report.requestId}`,
  );
  assert.deepEqual(sums, { count: 3, rows: 12_001, changed: 12_000, total: 12_001 });
});

test('With all or nothing, a bad row in the last batch keeps the first one out, too.', async () => {
  const { orgId } = await aTeam();
  function* lines() {
    yield `${header}\n`;
    for (let id = 1; id <= 6_000; id += 1) yield `${id},L${id},,,,\n`;
    yield `1,Again,,,,\nx,Bad,,,,\n`;
  }
  const report = await importText(orgId, lines(), true);
  assert.deepEqual([report.imported, report.rejected], [0, 2]);
  assert.deepEqual(
    report.problems.map(({ line }) => line),
    [6_002, 6_003],
  );
  assert.deepEqual(await rowsOf(orgId, 'select from lead'), []);
  const [request] = await rowsOf(
    orgId,
    `select state, total, changed, failed, skipped, finished_at is not null as ended
      from request where request_id = ${report.requestId}`,
  );
  assert.deepEqual(request, {
    state: 'failed',
    total: 6_002,
    changed: 0,
    failed: 2,
    skipped: 6_000,
    ended: true,
  });
});

test('Of many problems the first 1,000 are told, and all are counted and kept with their rows.', async () => {
  const { orgId } = await aTeam();
  const report = await importText(orgId, `${header}\n${'x,Bad,,,,\n'.repeat(1_500)}`);
  assert.equal(report.rejected, 1_500);
  assert.equal(report.problems.length, 1_000);
  const [kept] = await rowsOf(
    orgId,
    `select count(*) from request_chunk, jsonb_object_keys(details) where request_id = ${report.requestId}`,
  );
  assert.deepEqual(kept, { count: 1_500 });
});

test('A file that breaks off leaves what had landed, and a request that failed.', async () => {
  const { orgId } = await aTeam();
  async function* lines() {
    yield `${header}\n`;
    for (let id = 1; id <= 6_000; id += 1) yield `${id},L${id},,,,\n`;
    await new Promise((resolve) => setTimeout(resolve, 200));
    throw new Error('The disk is gone.');
  }
  const source = Readable.from(lines());
  await assert.rejects(importLeads(database, orgId, source, { allOrNothing: false, requester }), {
    message: 'The disk is gone.',
  });
  const [request] = await rowsOf(
    orgId,
    `select state, changed, finished_at is not null as ended from request order by request_id desc limit 1`,
  );
  assert.deepEqual(request, { state: 'failed', changed: 5_000, ended: true });
  assert.equal((await rowsOf(orgId, 'select from lead')).length, 5_000);
});

test('While a file is read its request is running, and is none that a worker takes up.', async () => {
  const { orgId } = await aTeam();
  let end = () => {};
  async function* lines() {
    yield `${header}\n1,L,,,,\n`;
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    yield '2,L,,,,\n';
  }
  const options = { allOrNothing: false, requester };
  const importing = importLeads(database, orgId, Readable.from(lines()), options);
  const running = `select request_id from request where state = 'running'`;
  let rows = await rowsOf(orgId, running);
  while (rows.length === 0) rows = await rowsOf(orgId, running);
  const unfinished = await database.gate.query('select from unfinished_requests()');
  assert.equal(unfinished.rowCount, 0);
  end();
  assert.equal((await importing).imported, 2);
  assert.deepEqual(await rowsOf(orgId, running), []);
});

test('Two imports at once never give an id twice.', async () => {
  const { orgId } = await aTeam();
  const text = `${header}\n${',L,,,,\n'.repeat(7_000)}`;
  const reports = await Promise.all([importText(orgId, text), importText(orgId, text, true)]);
  assert.deepEqual(
    reports.map(({ imported, rejected }) => [imported, rejected]),
    [
      [7_000, 0],
      [7_000, 0],
    ],
  );
  assert.deepEqual(await rowsOf(orgId, 'select count(*), max(lead_id) from lead'), [
    { count: 14_000, max: 14_000 },
  ]);
});

test('A file with nothing but a header is an import of nothing.', async () => {
  const { orgId } = await aTeam();
  const { requestId, ...report } = await importText(orgId, `${header}\n`);
  assert.deepEqual(report, { imported: 0, rejected: 0, problems: [] });
  assert.deepEqual(await rowsOf(orgId, `select state from request where request_id = ${requestId}`), [
    { state: 'done' },
  ]);
});
