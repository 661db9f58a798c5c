// Leads and users by the keys that other systems have for them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 1_200,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['max'] },
    max: { accessRole: 'manager', reports: ['ben'] },
    ben: { accessRole: 'agent' },
    cy: { accessRole: 'agent' },
  },
  leads: { 1: ['ben'], 2: ['cy'], 3: ['ben'] },
});

type Body = Record<string, unknown>;

/**
 * The status and the body of a bare call by ada, or by somebody else. On a slow machine so many calls at once of one organisation
 * wait too long for their turn: they are to come again.
 */
async function call(
  method: 'GET' | 'PUT' | 'PATCH' | 'POST',
  path: string,
  body?: Body,
  by: 'ada' | 'max' = 'ada',
) {
  for (let tries = 1; ; tries += 1) {
    const answer = await world.app.inject({
      method,
      url: `/api/v1/${path}`,
      headers: { ...(await world.headersOf(by)), ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { payload: JSON.stringify(body) } : {}),
    });
    if (answer.statusCode !== 503 || tries === 20) {
      return { status: answer.statusCode, body: answer.json<Body>(), etag: answer.headers.etag };
    }
    await delay(Number(answer.headers['retry-after']) * 1_000);
  }
}

const newUser = (email: string) => ({ firstName: 'Eve', email, agentRole: 'Loan Officer' });

test('64 calls at once with one new key make one lead, and one user', async () => {
  for (const [path, body, list] of [
    ['leads/by-key/salesforce/00Q5', { name: 'Lantern Hill' }, 'leads'],
    ['users/by-key/salesforce/0055', newUser('eve@x.example'), 'users'],
  ] as const) {
    const before = await count(list);
    const answers = await Promise.all(Array.from({ length: 64 }, () => call('PUT', path, body)));
    const statuses = Map.groupBy(answers, ({ status }) => status);
    assert.deepEqual(
      [statuses.get(201)?.length, statuses.get(200)?.length, statuses.size],
      [1, 63, 2],
      JSON.stringify(answers.find(({ status }) => status > 201)?.body),
    );
    assert.equal((await count(list)) - before, 1);
    assert.equal(new Set(answers.map((each) => each.body.leadId ?? each.body.userId)).size, 1);
    const made = answers.filter((each) => each.body.requestId !== null);
    assert.deepEqual(
      made.map(({ status }) => status),
      [201],
      'the others changed nothing, and made no request',
    );
  }
});

async function count(list: 'leads' | 'users'): Promise<number> {
  return (await world.as('ada')[list].list({ count: true }).first()).total ?? 0;
}

test('a put makes a lead by its key, then changes what is named, and else makes no request', async () => {
  const ada = world.as('ada');
  const path = 'leads/by-key/salesforce/00Q%2F5 a';
  const made = await call('PUT', path, {
    ...{ name: 'Elm', status: 'New', attributes: { branch: 'Denver' }, createdAt: '2026-01-01T00:00:00Z' },
    ...{ primary: world.ref('ben'), externalKeys: { hubspot: '77' } },
  });
  assert.equal(made.status, 201);
  const leadId = Number(made.body.leadId);
  assert.deepEqual(made.body.externalKeys, { hubspot: '77', salesforce: '00Q/5 a' });
  assert.equal((await ada.requests.show(Number(made.body.requestId))).kind, 'record');
  const changed = await call('PUT', path, { status: null, source: 'Web', primary: world.ref('cy') });
  assert.deepEqual([changed.status, changed.body.status, changed.body.source], [200, '', 'Web']);
  assert.deepEqual(changed.body.attributes, { branch: 'Denver' }, 'what is left out stays');
  const shown = await ada.leads.showByKey('hubspot', '77');
  assert.deepEqual(
    [shown.leadId, shown.assignments.map(({ user }) => user.userId), shown.version],
    [leadId, [world.idOf('ben')], changed.etag],
    'nobody is moved',
  );
  const same = await call('PUT', path, {
    source: 'Web',
    externalKeys: { salesforce: '00Q/5 a', hubspot: '77' },
  });
  assert.deepEqual([same.status, same.body.requestId, same.etag], [200, null, changed.etag]);
  const events = (await ada.leads.facts(leadId).first()).items;
  assert.deepEqual(events.map(({ fact }) => fact).sort(), ['record', 'source', 'status']);
});

test('a put makes a user by their key, then changes what is named, and else makes no request', async () => {
  const ada = world.as('ada');
  const made = await call('PUT', 'users/by-key/hr/7', {
    ...newUser('eve@x.example'),
    manager: world.ref('max'),
  });
  assert.deepEqual([made.status, made.body.externalKeys], [201, { hr: '7' }]);
  const changed = await ada.users.putByKey('hr', '7', { lastName: 'Moor', manager: null });
  assert.deepEqual([changed.userId, changed.name, changed.manager], [made.body.userId, 'Eve Moor', null]);
  assert.equal((await ada.requests.show(changed.requestId ?? 0)).kind, 'facts');
  assert.equal((await call('PUT', 'users/by-key/hr/7', { lastName: 'Moor' })).body.requestId, null);
  assert.equal((await call('PUT', 'users/by-key/hr/7', {})).body.requestId, null);
  assert.equal((await ada.users.showByKey('hr', ' 7 ')).version, changed.version);
  const twin = await call('PUT', 'users/by-key/hr/8', newUser('eve@x.example'));
  assert.deepEqual([twin.status, twin.body.code], [409, 'already-exists']);
  await ada.make({ kind: 'account', users: [{ userId: changed.userId }], isActive: false });
  const ended = await ada.users.putByKey('hr', '7', { lastName: 'Hill' });
  assert.deepEqual([ended.userId, ended.isActive, ended.lastName], [changed.userId, false, 'Hill']);
});

test('a key is of one lead or user in a system, and its holder is named to whoever sees it', async () => {
  const ada = world.as('ada');
  await ada.leads.change(1, { externalKeys: { salesforce: 'K', dynamics: 'K' } });
  await ada.users.change(world.idOf('ben'), { externalKeys: { salesforce: 'K' } });
  const holders = [
    ['PATCH', 'leads/2', { externalKeys: { salesforce: ' K ' } }, 'lead 1'],
    ['POST', 'leads', { name: 'Elm', externalKeys: { dynamics: 'K' } }, 'lead 1'],
    [
      'PATCH',
      `users/${world.idOf('cy')}`,
      { externalKeys: { salesforce: 'K' } },
      `user ${world.idOf('ben')}`,
    ],
    [
      'POST',
      'users',
      { ...newUser('e@x.example'), externalKeys: { salesforce: 'K' } },
      `user ${world.idOf('ben')}`,
    ],
  ] as const;
  for (const [method, path, body, holder] of holders) {
    const { status, body: refused } = await call(method, path, body);
    assert.deepEqual([status, refused.code], [409, 'key-taken'], path);
    assert.ok(String(refused.detail).includes(`that of ${holder}.`), String(refused.detail));
    assert.match(String(refused.field), /^externalKeys\./);
  }
  const posts = Array.from({ length: 8 }, () =>
    call('POST', 'leads', { name: 'Elm', externalKeys: { crm: 'P' } }),
  );
  const statuses = (await Promise.all(posts)).map(({ status }) => status).sort();
  assert.deepEqual(statuses, [201, ...Array.from({ length: 7 }, () => 409)]);
  const doubled = { leads: [2, 3].map((leadId) => ({ leadId, facts: { externalKeys: { erp: '9' } } })) };
  await assert.rejects(ada.requests.plan({ kind: 'facts', ...doubled }), { code: 'invalid-input' });
  const cyOf2 = await ada.leads.change(2, { externalKeys: { salesforce: 'k' } });
  assert.deepEqual(cyOf2.externalKeys, { salesforce: 'k' }, 'its case is part of a key');
  for (const [by, code] of [
    [{ method: 'PATCH', path: 'leads/3', body: { externalKeys: { salesforce: 'k' } } }, 'key-taken'],
    [
      { method: 'PUT', path: 'leads/by-key/salesforce/k', body: { name: 'Mine', primary: world.ref('ben') } },
      'key-taken',
    ],
    [{ method: 'GET', path: 'leads/by-key/salesforce/k' }, 'lead-not-found'],
  ] as const) {
    const { body } = await call(by.method, by.path, 'body' in by ? by.body : undefined, 'max');
    assert.equal(body.code, code, by.path);
    assert.doesNotMatch(String(body.detail), /lead 2/);
  }
});

test('keys have a past, which an undo puts back where nobody has the key by now', async () => {
  const ada = world.as('ada');
  const given = await ada.leads.change(1, { externalKeys: { salesforce: 'A', erp: 'E' } });
  const start = new Date().toISOString();
  const moved = await ada.make({
    kind: 'facts',
    leads: [{ leadId: 1, facts: { externalKeys: { salesforce: 'B', erp: null } } }],
  });
  assert.equal(moved.counts.changed, 1);
  assert.deepEqual((await ada.leads.show(1, { asOf: start })).externalKeys, given.externalKeys);
  const [event] = (await ada.leads.facts(1).first()).items;
  assert.deepEqual([event?.fact, event?.before, event?.after], ['externalKeys.erp', 'E', null]);
  await ada.leads.change(2, { externalKeys: { erp: 'E' } });
  const undone = await ada.undo(moved.requestId);
  assert.equal(undone.counts.changed, 0);
  const [row] = await ada.rows(undone.requestId);
  assert.deepEqual([row?.outcome, row?.code], ['failed', 'key-taken']);
  await ada.leads.change(2, { externalKeys: { erp: null } });
  assert.equal((await ada.undo(moved.requestId)).counts.changed, 1);
  assert.deepEqual((await ada.leads.showByKey('erp', 'E')).externalKeys, { salesforce: 'A', erp: 'E' });
  const users = [{ user: world.ref('cy'), facts: { externalKeys: { hr: '1' } } }];
  const planned = await ada.plan({ kind: 'facts', users });
  const [foreseen] = await ada.rows(planned.requestId);
  assert.deepEqual(foreseen?.changes, [{ fact: 'externalKeys.hr', before: null, after: '1' }]);
  await ada.run(planned.requestId);
  assert.equal((await ada.users.showByKey('hr', '1')).userId, world.idOf('cy'));
  await ada.undo(planned.requestId);
  assert.deepEqual((await ada.users.show(world.idOf('cy'))).externalKeys, {});
});

test('an archived lead keeps its key, and is not made again by it', async () => {
  const ada = world.as('ada');
  const made = await ada.leads.putByKey('salesforce', 'A', { name: 'Elm' });
  await ada.undo(made.requestId ?? 0);
  assert.equal((await ada.leads.showByKey('salesforce', 'A')).isArchived, true);
  const refused = await call('PUT', 'leads/by-key/salesforce/A', { name: 'Elm' });
  assert.deepEqual([refused.status, refused.body.code], [409, 'lead-archived']);
});

test('a put that repeats its Idempotency-Key is answered as the first, and If-Match holds what was read', async () => {
  for (const [list, body] of [
    ['leads', { name: 'Elm' }],
    ['users', newUser('eve@x.example')],
  ] as const) {
    const url = `/api/v1/${list}/by-key/salesforce/A`;
    const put = (headers: Record<string, string>, payload: Body = body) =>
      world.as('ada').send({ method: 'PUT', url, payload, headers });
    const statuses = [await put({ 'if-match': '*' }), await put({ 'idempotency-key': list })];
    assert.deepEqual(
      statuses.map(({ statusCode }) => statusCode),
      [412, 201],
      list,
    );
    const again = await put({ 'idempotency-key': list });
    assert.deepEqual([again.statusCode, again.headers['idempotent-replayed']], [201, 'true'], list);
    assert.equal(
      (await put({ 'idempotency-key': list }, { ...body, reason: 'Other' })).json<Body>().code,
      'idempotency-key-reused',
    );
    assert.equal((await put({ 'if-match': '"other"' })).statusCode, 412);
    const matched = await put({ 'if-match': String(again.headers.etag) }, { externalKeys: { erp: '1' } });
    assert.equal(matched.statusCode, 200);
    assert.notEqual(matched.headers.etag, again.headers.etag, 'keys are part of the version');
  }
});

test('a key is one whatever form and blanks it is written with, and what is none is refused by its member', async () => {
  const ada = world.as('ada');
  await ada.leads.putByKey('crm', ' Zoe\u0308 ', { name: 'Elm' });
  assert.deepEqual((await ada.leads.showByKey('crm', 'Zo\u00eb')).externalKeys, { crm: 'Zo\u00eb' });
  const long = 'x'.repeat(255);
  assert.equal((await ada.leads.putByKey('crm', long, { name: 'Elm' })).externalKeys.crm, long);
  for (const [system, key, field] of [
    ['crm', '', 'key'],
    ['crm', '  ', 'key'],
    ['', 'a', 'system'],
    ['crm', `${long}x`, 'key'],
    ['crm', 'x'.repeat(4_000), 'key'],
    ['crm', 'a\u0000b', 'key'],
    ['crm', 'a\u200bb', 'key'],
    ['crm', '\u0007', 'key'],
    [' ', 'a', 'system'],
    ['CRM', 'a', 'system'],
    ['__proto__', 'a', 'system'],
    ['c'.repeat(51), 'a', 'system'],
  ] as const) {
    for (const list of ['leads', 'users'] as const) {
      const path = `${list}/by-key/${encodeURIComponent(system)}/${encodeURIComponent(key)}`;
      for (const { status, body } of [await call('GET', path), await call('PUT', path, {})]) {
        assert.deepEqual([status, body.field], [400, field], `${path}: ${JSON.stringify(body)}`);
      }
    }
  }
  for (const externalKeys of [
    { crm: '' },
    { CRM: 'a' },
    { crm: 'x'.repeat(256) },
    { crm: 'a\nb' },
    { '': 'a' },
  ]) {
    const { status, body } = await call('PATCH', 'leads/1', { externalKeys });
    assert.ok(status === 400 && String(body.field).startsWith('externalKeys'), JSON.stringify(body));
  }
  const other = await call('PUT', 'leads/by-key/crm/Q', { name: 'Elm', externalKeys: { crm: 'R' } });
  assert.deepEqual([other.status, other.body.field], [400, 'externalKeys.crm']);
  const nameless = await call('PUT', 'leads/by-key/crm/Q', { status: 'New' });
  assert.deepEqual([nameless.status, nameless.body.field], [400, 'name']);
  const unnamed = await call('PUT', 'users/by-key/crm/Q', { firstName: 'Eve' });
  assert.deepEqual([unnamed.status, unnamed.body.field], [400, 'email']);
});
