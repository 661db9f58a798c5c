import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import type { ShownRequest } from '../../src/client/client.ts';
import type { RequestRow } from '../../src/core/requests/read/request-row.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { readAllPages, readRefusal } from '../support/open-caller.ts';
import { useWorld } from '../support/use-world.ts';

const orgId = 9;

const world = useWorld({
  served: 'alone',
  orgId,
  users: { ada: { accessRole: 'administrator' }, ben: {}, cy: {}, pat: { agentRole: 'Processor' } },
  leads: { 1: ['ben'], 2: ['ben', 'pat'], 3: ['ben'], 4: ['ben'] },
});
const ada = world.as('ada');

const csv = { 'content-type': 'text/csv' };

async function send(query: string, payload: string | Buffer, extra: Record<string, string> = {}) {
  const headers = { ...csv, ...extra };
  return ada.send({ method: 'POST', url: `/api/v1/requests?${query}`, headers, payload });
}

async function countRequests(): Promise<number> {
  return inOrg(world.database, orgId, async (tx) => {
    const [row] = await tx.read<{ count: number }>({ text: 'select count(*) from request', values: [] });
    return row?.count ?? 0;
  });
}

async function standing(leadId: number): Promise<string[]> {
  const { assignments } = await ada.leads.show(leadId);
  return assignments.map(({ user, standing }) => `${user.name.split(' ')[0]} ${standing}`).sort();
}

test('a CSV names who receives each lead, who else stands on it and what becomes of others', async () => {
  const file = [
    '\uFEFFLead_ID,primary_email,primary_user_id,listed_emails,listed_user_ids,others,key',
    `1,CY@org9.example,,,,same-role,A-1`,
    `2,,${world.idOf('cy')},,${world.idOf('pat')} ;${world.idOf('ada')},,`,
    '',
    `3,,,ada@org9.example; pat@org9.example,,all,"A,3"`,
  ].join('\r\n');
  const answer = await send('plan=true&kind=reassign&toEmail=cy@org9.example&reason=branch+closes', file);
  assert.equal(answer.statusCode, 201, answer.body);
  const { requestId, reason, counts, state } = answer.json<ShownRequest>();
  assert.deepEqual([state, reason, counts.total], ['planned', 'branch closes', 3]);
  await ada.post(`/api/v1/requests/${requestId}/run`);
  await runRequest(world.database, orgId, requestId);
  const url = `/api/v1/requests/${requestId}/rows`;
  const rows = await readAllPages<RequestRow>(ada, url);
  assert.deepEqual(
    rows.map(({ key, leadId, outcome }) => [key, leadId, outcome]),
    [
      ['A-1', 1, 'changed'],
      [undefined, 2, 'changed'],
      ['A,3', 3, 'changed'],
    ],
  );
  assert.deepEqual(await standing(1), ['Cy primary']);
  assert.deepEqual(await standing(2), ['Ada secondary', 'Ben secondary', 'Cy primary', 'Pat primary']);
  assert.deepEqual(await standing(3), ['Ada secondary', 'Cy primary', 'Pat primary']);
});

test('the leads of a CSV whose row names nobody are shared out as the query says', async () => {
  const distribution = JSON.stringify({
    mode: 'weighted',
    receivers: [
      { user: { email: 'cy@org9.example' }, share: 2 },
      { user: { userId: world.idOf('ada') }, share: 1, cap: 1 },
    ],
  });
  const ids = Array.from({ length: 6 }, (_, place) => 101 + place);
  await inOrg(world.database, orgId, async (tx) => {
    tx.write({
      text: 'insert into lead (org_id, lead_id) select $1, unnest($2::bigint[])',
      values: [orgId, ids],
    });
  });
  const file = `lead_id,primary_email\n${ids.map((id) => `${id},`).join('\n')}\n4,pat@org9.example\n`;
  const answer = await send(
    `plan=true&kind=reassign&distribution=${encodeURIComponent(distribution)}`,
    file,
    { 'idempotency-key': 'shared-out' },
  );
  assert.equal(answer.statusCode, 201, answer.body);
  const { requestId, preview, spec } = answer.json<ShownRequest>();
  assert.partialDeepStrictEqual(spec, { to: { distribution: { mode: 'weighted' } } });
  const receives = new Map(preview?.books.map((book) => [book.userId, book.receives]));
  assert.deepEqual(receives.get(world.idOf('ada')), 1);
  assert.deepEqual(receives.get(world.idOf('cy')), 5);
  const url = `/api/v1/requests/${requestId}/rows`;
  const rows = await readAllPages<RequestRow>(ada, url);
  assert.equal(rows.at(-1)?.receiver?.userId, world.idOf('pat'));
  assert.ok(rows.slice(0, 6).every(({ why }) => why?.includes('by share')));
  const other = await send(
    `plan=true&kind=reassign&distribution=${encodeURIComponent(distribution.replace('2', '3'))}`,
    file,
    { 'idempotency-key': 'shared-out' },
  );
  assert.equal(readRefusal(other).code, 'idempotency-key-reused');
});

test('a CSV of managers names users by e-mail or id, and a blank manager is nobody', async () => {
  const file = `user_email,manager_id,manager_email,key\nBEN@org9.example,${world.idOf('cy')},,x\npat@org9.example,,ada@org9.example,\ncy@org9.example,,,\n`;
  const answer = await send('kind=managers', file);
  assert.equal(answer.statusCode, 202, answer.body);
  const { requestId } = answer.json<ShownRequest>();
  await runRequest(world.database, orgId, requestId);
  const rows = await ada.rows(requestId);
  assert.deepEqual(
    rows.map((row) => [row.key, row.receiver?.userId, row.outcome]),
    [
      ['x', world.idOf('cy'), 'changed'],
      [undefined, world.idOf('ada'), 'changed'],
      [undefined, undefined, 'unchanged'],
    ],
  );
});

test('the outcome of a file is mended in the columns that are there and sent again as it is', async () => {
  const files: [query: string, file: string, wrong: string, right: string][] = [
    [
      'kind=reassign',
      'lead_id,primary_email,listed_emails,others,key\n1,cy@org9.example,,same-role,=A1\n2,nobody@org9.example,pat@org9.example,,+44 20\n',
      'nobody@org9.example',
      'cy@org9.example',
    ],
    ['kind=reassign', `lead_id,primary_user_id,key\n77,${world.idOf('ada')},-x\n3,,=A1\n`, '77', '4'],
    [
      'kind=managers',
      'user_email,manager_email,key\ncy@org9.example,ada@org9.example,=A1\nlost@org9.example,,@b\n',
      'lost@org9.example',
      'ben@org9.example',
    ],
  ];
  for (const [query, file, wrong, right] of files) {
    const plan = async (body: string) => {
      const answer = await send(
        `${query}&plan=true${query === 'kind=reassign' ? '&toEmail=cy@org9.example' : ''}`,
        body,
      );
      assert.equal(answer.statusCode, 201, answer.body);
      const { requestId, counts, preview } = answer.json<ShownRequest>();
      assert.equal(counts.total, 2);
      const url = `/api/v1/requests/${requestId}/rows`;
      const rows = await readAllPages<RequestRow>(ada, url);
      const told = rows.map(({ key, leadId, userId, receiver, input }) => ({
        key,
        leadId,
        userId,
        to: receiver?.userId,
        input,
      }));
      return {
        failed: preview?.failed,
        told,
        csv: (await ada.get(`${url}.csv`)).body,
      };
    };
    const first = await plan(file);
    assert.equal(first.failed, 1, file);
    const mended = await plan(first.csv.replaceAll(wrong, right));
    assert.equal(mended.failed, 0, first.csv);
    const wanted = await plan(file.replaceAll(wrong, right));
    assert.deepEqual(mended.told, wanted.told);
  }
});

test('a blank manager is counted where it takes one away, and nowhere else', async () => {
  const plan = async (file: string) => {
    const { preview } = (await send('kind=managers&plan=true', file)).json<ShownRequest>();
    const lost = preview && 'managersLost' in preview ? preview.managersLost : undefined;
    return [lost, preview?.warnings.map(({ message }) => message)];
  };
  const lost = 'will report to nobody, and have a manager now.';
  const head = 'user_email,manager_email\n';
  assert.deepEqual(await plan(`${head}ada@org9.example,\n`), [0, []]);
  assert.deepEqual(await plan(`${head}ben@org9.example,\nada@org9.example,\n`), [1, [`1 person ${lost}`]]);
  assert.deepEqual(await plan(`${head}ben@org9.example,\npat@org9.example,\n`), [2, [`2 people ${lost}`]]);
});

test('every bad row is refused by line, column and reason, and nothing is made of the good ones', async () => {
  const requests = await countRequests();
  const file = Buffer.concat([
    Buffer.from('lead_id,primary_email,others,listed_user_ids,key\n1,cy@org9.example,,"101\n102",k\n'),
    Buffer.from('x1,cy@org9.example,,,\n,cy@org9.example,,,\n2,cy.org9.example,,,\n2,,most,,\n2,,,101;b,\n'),
    Buffer.from('3,,,,'),
    Buffer.from([0xe9]),
    Buffer.from('\n3,cy@org9.example\n'),
  ]);
  const answer = await send('kind=reassign', file);
  assert.equal(answer.statusCode, 400);
  const { code, detail, problems = [] } = readRefusal(answer);
  assert.equal(code, 'rows-invalid');
  assert.match(detail, /^7 rows are not as needed, so nothing was done\. Line 4: `lead_id` must be/);
  assert.deepEqual(
    problems.map(({ line, column }) => [line, column]),
    [
      [4, 'lead_id'],
      [5, 'lead_id'],
      [6, 'primary_email'],
      [7, 'others'],
      [8, 'listed_user_ids'],
      [9, 'key'],
      [10, undefined],
    ],
  );
  assert.match(problems[4]?.reason ?? '', /"b" is none/);
  assert.match(problems[5]?.reason ?? '', /not valid UTF-8/);
  assert.match(problems[6]?.reason ?? '', /2 values where the header names 5/);
  assert.equal(await countRequests(), requests);
});

test('of very many bad rows the first thousand are told, and all are counted', async () => {
  const bad = Array.from({ length: 12_345 }, (_, place) => `lead-${place}`);
  const answer = await send('kind=reassign', `lead_id\n1\n${bad.join('\n')}\n`);
  assert.match(readRefusal(answer).detail, /^12,345 rows are not as needed/);
  assert.equal(readRefusal(answer).problems?.length, 1_000);
  assert.equal(readRefusal(answer).problems?.[0]?.line, 3);
});

test('a lead that is named twice is refused by its lines', async () => {
  const file = 'lead_id,primary_email\n1,cy@org9.example\n\n2,cy@org9.example\n1,ben@org9.example\n';
  const answer = await send('kind=reassign', file);
  assert.equal(readRefusal(answer).code, 'rows-invalid', answer.body);
  assert.deepEqual(readRefusal(answer).problems, [
    { line: 5, column: 'lead_id', reason: 'Lead 1 is named by line 2 already.' },
  ]);
});

test('a lead that is named twice is told together with rows that cannot be read', async () => {
  const file = 'lead_id,primary_email\n1,cy@org9.example\nx,cy@org9.example\n1,cy@org9.example\n2,cy\n1,\n';
  const answer = await send('kind=reassign', file);
  const { detail, problems = [] } = readRefusal(answer);
  assert.match(detail, /^4 rows are not as needed, so nothing was done\. Line 3: /);
  assert.deepEqual(
    problems.map(({ line, column }) => [line, column]),
    [
      [3, 'lead_id'],
      [4, 'lead_id'],
      [5, 'primary_email'],
      [6, 'lead_id'],
    ],
  );
  assert.match(problems[3]?.reason ?? '', /named by line 2 already/);
});

test('what is wrong with a file as a whole is said in plain words', async () => {
  const cases: [query: string, file: string | Buffer, message: RegExp][] = [
    [
      'kind=reassign',
      'leadd,primary_emial\n1,a@b.c\n',
      /did you mean `lead_id`\?.*did you mean `primary_email`\?/,
    ],
    ['kind=managers', 'user_email,mangr_email\na@b.c,\n', /did you mean `manager_email`\?/],
    ['kind=managers', 'user_email\na@b.c\n', /A column `manager_email` or `manager_id` is missing/],
    ['kind=reassign', 'sep=:\nlead_id:key\n1:2\n', /commas, semicolons, tabs and vertical bars can/],
    ['kind=reassign', 'Id,lead_id\n1,2\n', /`Id` and `lead_id` mean the same/],
    ['kind=reassign', '', /The file is empty; its first line must name lead_id/],
    ['kind=managers', '', /must name user_email or user_id, manager_email or manager_id/],
    ['kind=reassign', 'lead_id\n', /no row below its first line/],
    ['kind=reassign', Buffer.from('PK\u0003\u0004'), /a workbook or an archive, not CSV/],
    ['kind=reassign', Buffer.from('lead_id,clé\n1,2\n', 'latin1'), /not plain UTF-8/],
  ];
  for (const [query, file, message] of cases) {
    const answer = await send(query, file);
    assert.equal(answer.statusCode, 400, answer.body);
    assert.match(readRefusal(answer).detail, message);
  }
  const latin = await send('kind=reassign', 'lead_id\n1\n', {
    'content-type': 'text/csv; charset=ISO-8859-1',
  });
  assert.match(readRefusal(latin).detail, /said to be ISO-8859-1, not UTF-8/);
  const good = await send('kind=reassign&plan=true&toEmail=cy@org9.example', 'lead_id\n1\n', {
    'content-type': 'text/csv; charset="utf-8"; header=present',
  });
  assert.equal(good.statusCode, 201, good.body);
});

test('a file is read as spreadsheets and other systems write it, and what is not known is ignored when asked', async () => {
  const { userId } = world.user('cy');
  const guid = await showGuid(userId);
  const same = [
    `lead_id,primary_user_id,,\n1,${userId},,\n,,,\n`,
    `sep=;\r\nlead_id;primary_user_id\r\n1;${userId};;\r\n`,
    Buffer.from(`\uFEFFLead ID\tOwnerId\r\n1\t${guid}\r\n`, 'utf16le'),
    `"Record ID";"Owner.Email"\n"1";"cy@org9.example"\n`,
    'row,lead_id,user_id,primary_email,receiver_email,outcome\n1,1,,cy@org9.example,ben@org9.example,failed\n',
  ];
  for (const file of same) {
    const answer = await send('plan=true&kind=reassign', file);
    assert.equal(answer.statusCode, 201, `${file}: ${answer.body}`);
    const url = `/api/v1/requests/${answer.json<{ requestId: number }>().requestId}/rows`;
    const [row] = await readAllPages<RequestRow>(ada, url);
    assert.deepEqual([row?.leadId, row?.receiver?.userId], [1, userId], String(file));
  }
  const foreign = 'Id,OwnerId,Name,City,Owner.Email\n1,0055g00000XyZabAAF,Lee,Bonn,cy@org9.example\n';
  const refused = await send('plan=true&kind=reassign', foreign);
  const { field, problems = [] } = readRefusal(refused);
  assert.deepEqual([field, problems.map(({ column }) => column)], ['ignoreColumns', ['Name', 'City']]);
  const bad = await send('plan=true&kind=reassign&ignoreColumns=unknown', foreign);
  assert.match(
    readRefusal(bad).problems?.[0]?.reason ?? '',
    /^`OwnerId` must be a whole number .* or a GUID, not "0055g00000XyZabAAF"/,
  );
  const taken = await send('plan=true&kind=reassign&ignoreColumns=unknown,OwnerId', foreign);
  assert.equal(taken.statusCode, 201, taken.body);
});

async function showGuid(userId: number): Promise<string> {
  return (await ada.users.show(userId)).guid;
}

test('the query must fit the body', async () => {
  const file = 'lead_id,primary_email\n1,cy@org9.example\n';
  const cases: [query: string, field: string][] = [
    ['', 'kind'],
    ['kind=offboard', 'kind'],
    ['kind=managers&toEmail=cy@org9.example', 'toEmail'],
    ['kind=managers&others=all', 'others'],
    ['kind=reassign&onFailure=maybe', 'onFailure'],
    ['kind=reassign&runAt=tomorrow', 'runAt'],
    ['kind=reassign&toUserId=0', 'toUserId'],
    ['kind=reassign&receiver=12', 'receiver'],
    ['kind=managers&distribution={}', 'distribution'],
    ['kind=reassign&distribution=126:2', 'distribution'],
    ['kind=reassign&distribution={}', 'distribution.mode'],
    [
      `kind=reassign&distribution=${encodeURIComponent('{"mode":"even","receivers":[{}]}')}`,
      'distribution.receivers[0].user',
    ],
    [
      'kind=reassign&toUserId=102&distribution={"mode":"even","receivers":[{"user":{"userId":102}}]}',
      'distribution',
    ],
  ];
  for (const [query, field] of cases) {
    const answer = await send(query, file);
    assert.equal(answer.statusCode, 400, query);
    assert.equal(readRefusal(answer).field, field, answer.body);
  }
  const nobody = await send('kind=reassign', 'lead_id\n1\n');
  assert.deepEqual([nobody.statusCode, readRefusal(nobody).field], [400, 'to']);
  const percent = { mode: 'percent', receivers: [{ user: { userId: 102 }, share: 90 }] };
  const stranger = {
    mode: 'even',
    receivers: [{ user: { userId: 102 } }, { user: { email: 'x@example.com' } }],
  };
  for (const [query, expected] of [
    [`distribution=${encodeURIComponent(JSON.stringify(stranger))}`, 'distribution.receivers[1]'],
    [`distribution=${encodeURIComponent(JSON.stringify(percent))}`, 'distribution'],
    ['toUserId=999', 'toUserId'],
    ['toEmail=x@example.com', 'toEmail'],
  ]) {
    const answer = await send(`kind=reassign&${query}`, 'lead_id\n1\n');
    assert.deepEqual([readRefusal(answer).field, answer.statusCode < 500], [expected, true], answer.body);
  }
  const json = await ada.post('/api/v1/requests?reason=why', {
    kind: 'reassign',
    leads: [1],
    to: { user: { userId: world.idOf('cy') } },
  });
  assert.deepEqual([json.statusCode, readRefusal(json).field], [400, 'reason']);
});

test('a repeat of a CSV with the same key gets the first request, and another file is refused', async () => {
  const key = { 'idempotency-key': 'monday-list' };
  const query = 'kind=reassign&plan=true&toEmail=cy@org9.example';
  const first = await send(query, 'lead_id\n4\n', key);
  const repeat = await send(query, 'lead_id\n4\n', key);
  assert.equal(first.statusCode, 201, first.body);
  assert.equal(repeat.json<{ requestId: number }>().requestId, first.json<{ requestId: number }>().requestId);
  assert.equal(repeat.headers['idempotent-replayed'], 'true');
  for (const [otherQuery, file] of [
    [query, 'lead_id\n3\n'],
    [`${query}&others=all`, 'lead_id\n4\n'],
  ] as const) {
    const other = await send(otherQuery, file, key);
    assert.equal(readRefusal(other).code, 'idempotency-key-reused', other.body);
  }
});

test('only this call takes CSV, and only its own limit holds for it', async () => {
  const run = await ada.send({ method: 'POST', url: '/api/v1/requests/1/run', headers: csv, payload: 'a' });
  assert.equal(run.statusCode, 415);
  const zipped = await send('kind=reassign', 'lead_id\n1\n', { 'content-encoding': 'gzip' });
  assert.equal(zipped.statusCode, 415);
  const page = await send('kind=reassign', '<p>', { 'content-type': 'text/html' });
  assert.deepEqual([page.statusCode, /or its rows as text\/csv/.test(readRefusal(page).detail)], [415, true]);
  const json = await ada.send({
    method: 'POST',
    url: '/api/v1/requests',
    headers: { 'content-type': 'application/json' },
    payload: Buffer.alloc(65 * 1_048_576, ' '),
  });
  assert.equal(json.statusCode, 413);
  assert.match(readRefusal(json).detail, /64 MiB for JSON/);
});

test('a file of many rows is taken as it comes, and nothing of it stays on disk', async () => {
  const rows = 100_000;
  await inOrg(world.database, orgId, async (tx) => {
    tx.write({
      text: 'insert into lead (org_id, lead_id) select $1, 1000 + n from generate_series(1, $2::integer) n',
      values: [orgId, rows],
    });
  });
  const lines = Readable.from(
    (function* () {
      yield 'lead_id,key\n';
      for (let row = 1; row <= rows; row += 1) yield `${1_000 + row},${'k'.repeat(50)}-${row}\n`;
    })(),
    { objectMode: false },
  );
  const answer = await upload('plan=true&kind=reassign&toEmail=cy@org9.example', lines);
  assert.equal(answer.status, 201, answer.text);
  const shown: ShownRequest = JSON.parse(answer.text);
  assert.deepEqual([shown.counts.total, shown.preview?.changed], [rows, rows]);
  const left = (await readdir(tmpdir())).filter((name) => name.startsWith('baton-upload-'));
  assert.deepEqual(left, []);
});

/** Sends a body of unknown length. */
async function upload(query: string, body: Readable): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const url = `${world.address}/api/v1/requests?${query}`;
  const headers = { ...(await world.headersOf('ada')), ...csv };
  const call = request(url, { method: 'POST', headers }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
  });
  call.on('error', reject);
  body.pipe(call);
  return promise;
}

test('a file over the limit of rows is refused by that limit', async () => {
  const file = Readable.from([`user_id,manager_id\n${'1,2\n'.repeat(100_001)}`], { objectMode: false });
  const answer = await upload('kind=managers', file);
  assert.equal(answer.status, 400);
  assert.match(
    answer.text,
    /Line 100002: One file takes at most 100,000 rows; nothing from this line on was read/,
  );
});
