import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 900,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['max'] },
    max: { accessRole: 'manager', reports: ['ben'] },
    ben: { accessRole: 'agent' },
    cy: { accessRole: 'agent' },
  },
  leads: { 1: ['ben'], 2: ['cy'], 3: ['ben'] },
});

async function told(requestId: number): Promise<string[]> {
  const rows = await world.as('ada').rows(requestId);
  return rows.map(({ outcome, code }) => (code ? `${outcome} ${code}` : outcome));
}

async function factsOf(leadId: number, asOf?: string) {
  const { name, status, source, state, attributes } = await world.as('ada').leads.show(leadId, { asOf });
  return { name, status, source, state, attributes };
}

test('a lead is changed at once, is found by what it became, and the undo takes it back', async () => {
  const ada = world.as('ada');
  const before = await factsOf(1);
  const changed = await ada.leads.change(1, {
    name: '  Élm Street 4 ',
    status: 'Won',
    attributes: { branch: 'Denver', ' dog ': 'Rex' },
    reason: 'Called',
  });
  assert.deepEqual(
    [changed.name, changed.status, changed.attributes],
    ['Élm Street 4', 'Won', { branch: 'Denver', dog: 'Rex' }],
  );
  const request = await ada.requests.show(changed.requestId ?? 0);
  assert.deepEqual([request.kind, request.state, request.reason], ['facts', 'done', 'Called']);
  const [row] = await ada.rows(request.requestId);
  assert.deepEqual(row?.changes?.map(({ fact, before: was, after }) => [fact, was, after]).sort(), [
    ['attributes.branch', null, 'Denver'],
    ['attributes.dog', null, 'Rex'],
    ['name', before.name, 'Élm Street 4'],
    ['status', before.status, 'Won'],
  ]);
  for (const query of [{ q: 'elm str' }, { status: 'won' }, { attributes: '{"dog":"Rex"}' }]) {
    const { items } = await ada.leads.list(query).first();
    assert.deepEqual(
      items.map(({ leadId }) => leadId),
      [1],
      JSON.stringify(query),
    );
  }
  const { revision } = await ada.leads.show(1);
  assert.equal(revision, changed.revision, 'who stands on it did not change');
  const undone = await ada.undo(request.requestId);
  assert.equal(undone.counts.changed, 1);
  assert.deepEqual(await factsOf(1), before);
  await ada.undo(undone.requestId);
  assert.equal((await factsOf(1)).name, 'Élm Street 4');
});

test('what is left out stays, null takes away, and what is so already makes no request', async () => {
  const ada = world.as('ada');
  await ada.leads.change(1, { status: 'New', source: 'Web', attributes: { a: '1', b: '2' } });
  const changed = await ada.leads.change(1, { source: null, attributes: { a: null } });
  assert.deepEqual([changed.status, changed.source, changed.attributes], ['New', '', { b: '2' }]);
  const same = await ada.leads.change(1, { source: '', attributes: { a: null, b: '2' } });
  assert.equal(same.requestId, null);
  assert.equal((await ada.leads.facts(1).first()).items.length, 6);
});

test('what a lead was is told as of a moment, and its history with who changed it', async () => {
  const ada = world.as('ada');
  const first = await factsOf(1);
  const start = new Date().toISOString();
  const { requestId } = await ada.leads.change(1, { status: 'Won', attributes: { a: '1' } });
  const middle = new Date().toISOString();
  await world.as('max').leads.change(1, { status: 'Lost', attributes: { a: null, b: '2' } });
  assert.deepEqual(await factsOf(1, start), first);
  assert.deepEqual(await factsOf(1, middle), { ...first, status: 'Won', attributes: { a: '1' } });
  const pages = ada.leads.facts(1, { limit: 2 });
  const all = await Array.fromAsync(pages.items());
  assert.deepEqual(
    all.map(({ fact, before, after, request }) => [fact, before, after, request.requestedBy?.name]),
    [
      ['attributes.a', '1', null, 'Max Example'],
      ['attributes.b', null, '2', 'Max Example'],
      ['status', 'Won', 'Lost', 'Max Example'],
      ['attributes.a', null, '1', 'Ada Example'],
      ['status', first.status, 'Won', 'Ada Example'],
    ],
  );
  assert.equal(all.at(-1)?.request.requestId, requestId);
  await ada.make({ kind: 'reassign', leads: [1], to: { user: world.ref('cy') } });
  const [newer, older] = await Promise.all([
    ada.leads.history(1, { include: 'facts', limit: 1 }).first(),
    ada.leads.history(1, { include: 'facts' }).first(),
  ]);
  assert.deepEqual([newer.items.length, newer.facts?.length], [1, 0], 'nothing since the last one came');
  const rest = await ada.leads.history(1, { include: 'facts', after: newer.next ?? '' }).first();
  assert.deepEqual(rest.facts, all);
  assert.deepEqual(older.facts, all);
  await assert.rejects(world.as('ben').leads.facts(2).first(), { code: 'lead-not-found' });
});

test('phone, e-mail, product and amount have a past, an undo and one spelling', async () => {
  const ada = world.as('ada');
  const contactsOf = async (leadId: number, asOf?: string) => {
    const { phone, email, product, amount } = await ada.leads.show(leadId, { asOf });
    return [phone, email, product, amount];
  };
  assert.deepEqual(await contactsOf(1), [null, null, null, null]);
  const start = new Date().toISOString();
  const first = await ada.leads.change(1, {
    ...{ phone: ' (303) 555-0142 ', email: ' Élm@Bücher.Example ', product: ' Home  equity', amount: 0.1 },
  });
  const known = ['(303) 555-0142', 'Élm@Bücher.Example', 'Home equity', 0.1];
  assert.deepEqual([first.phone, first.email, first.product, first.amount], known);
  const middle = new Date().toISOString();
  const { version } = await ada.leads.show(1);
  const same = await ada.leads.change(1, { phone: '(303) 555-0142', product: 'Home equity', amount: 0.1 });
  assert.deepEqual([same.requestId, same.version], [null, version]);
  const largest = await ada.leads.change(1, { amount: 9_999_999_999_999.99, phone: null, email: null });
  assert.notEqual(largest.version, version);
  assert.deepEqual(await contactsOf(1), [null, null, 'Home equity', 9_999_999_999_999.99]);
  assert.deepEqual(await contactsOf(1, start), [null, null, null, null]);
  assert.deepEqual(await contactsOf(1, middle), known);
  const events = await Array.fromAsync(ada.leads.facts(1).items());
  assert.deepEqual(
    events.map(({ fact, before, after }) => [fact, before, after]),
    [
      ['amount', '0.1', '9999999999999.99'],
      ['email', 'Élm@Bücher.Example', null],
      ['phone', '(303) 555-0142', null],
      ['amount', null, '0.1'],
      ['email', null, 'Élm@Bücher.Example'],
      ['phone', null, '(303) 555-0142'],
      ['product', null, 'Home equity'],
    ],
  );
  await ada.undo(largest.requestId ?? 0);
  assert.deepEqual(await contactsOf(1), known);
  const made = await ada.make({ kind: 'facts', leads: [{ leadId: 2, facts: { amount: 0, product: '' } }] });
  assert.deepEqual([made.counts.changed, await contactsOf(2)], [1, [null, null, null, 0]]);
});

test('what is no address and no amount is refused, and nothing of it is kept', async () => {
  for (const [asked, field] of [
    [{ email: 'a b@x.example' }, 'email'],
    [{ email: 'elm@x..example' }, 'email'],
    [{ phone: '555\u200B0142' }, 'phone'],
    [{ product: 'Home\u200Bequity' }, 'product'],
    [{ amount: -0.01 }, 'amount'],
    [{ amount: 0.001 }, 'amount'],
    [{ amount: 1e-7 }, 'amount'],
    [{ amount: 10_000_000_000_000 }, 'amount'],
  ] as const) {
    await assert.rejects(world.as('ada').leads.change(1, { status: 'Won', ...asked }), { field });
  }
  for (const amount of ['250000', true, [1], { value: 1 }]) {
    const { status, field } = await world.as('ada').refuse('/api/v1/leads', { name: 'Elm', amount });
    assert.deepEqual([status, field], [400, 'amount'], JSON.stringify(amount));
  }
  assert.equal((await world.as('ada').leads.show(1)).status, (await world.as('ada').leads.show(3)).status);
});

test('managers change the leads of their team, agents none, and nobody a lead that there is not', async () => {
  await world.as('max').leads.change(1, { status: 'Won' });
  await assert.rejects(world.as('max').leads.change(2, { status: 'Won' }), { code: 'lead-not-found' });
  await assert.rejects(world.as('ben').leads.change(1, { status: 'Won' }), { code: 'access-denied' });
  await assert.rejects(world.as('ada').leads.change(9, { status: 'Won' }), { code: 'lead-not-found' });
  await assert.rejects(world.as('ada').leads.change(1, { status: 'W\u200Bon' }), { field: 'status' });
  for (const [asked, field] of [
    [{ name: '\u200B' }, 'name'],
    [{ status: '\u200B' }, 'status'],
    [{ attributes: { ' ': 'x' } }, 'attributes'],
    [{ attributes: { a: '1', ' a': '2' } }, 'attributes'],
    [{ attributes: { a: '\u200B' } }, 'attributes'],
  ] as const) {
    await assert.rejects(world.as('ada').leads.change(1, asked), { field }, JSON.stringify(asked));
  }
  const made = await world.as('max').make({
    kind: 'facts',
    leads: [1, 2, 3].map((leadId) => ({ leadId, facts: { status: 'Lost' } })),
  });
  assert.deepEqual(await told(made.requestId), ['changed', 'failed lead-not-found', 'changed']);
  assert.equal(
    (await world.as('max').rows(made.requestId))[1]?.input?.before,
    undefined,
    'of others nothing is told',
  );
});

test('many leads are changed by a plan; a fact that moved is skipped, a row that failed is tried again', async () => {
  const ada = world.as('ada');
  const planned = await ada.plan({
    kind: 'facts',
    leads: [
      { leadId: 1, facts: { status: 'Won' }, key: 'one' },
      { leadId: 2, facts: { status: 'Won', source: 'Web' } },
      { leadId: 9, facts: { name: 'Nowhere' } },
    ],
  });
  assert.deepEqual(
    (await ada.rows(planned.requestId)).map(({ planned: what, key, changes }) => [
      what,
      key,
      changes?.length,
    ]),
    [
      ['changed', 'one', 1],
      ['changed', undefined, 2],
      ['failed', undefined, undefined],
    ],
  );
  await ada.leads.change(1, { name: 'Another name' });
  await ada.leads.change(2, { source: 'Fair' });
  await ada.run(planned.requestId);
  assert.deepEqual(await told(planned.requestId), [
    'changed',
    'skipped facts-moved',
    'failed lead-not-found',
  ]);
  assert.deepEqual(await told((await ada.retry(planned.requestId)).requestId), ['failed lead-not-found']);
  await ada.leads.change(1, { status: 'Lost' });
  const undone = await ada.undo(planned.requestId);
  assert.deepEqual(await told(undone.requestId), ['skipped later-change']);
  await assert.rejects(
    ada.requests.plan({ kind: 'facts', leads: [1, 1].map((leadId) => ({ leadId, facts: { name: 'A' } })) }),
    { field: 'leads[1].leadId' },
  );
  await assert.rejects(ada.requests.plan({ kind: 'facts' }), { field: 'users' });
});

test('changes of one lead at once all take place, one after the other, and a stale one is refused', async () => {
  const ada = world.as('ada');
  const names = Array.from({ length: 20 }, (_, place) => `Name ${place}`);
  await Promise.all(names.map((name) => ada.leads.change(1, { name, attributes: { [name]: 'x' } })));
  const { attributes, name } = await factsOf(1);
  assert.deepEqual(Object.keys(attributes).sort(), [...names].sort());
  assert.ok(names.includes(name));
  const headers = await world.headersOf('ada');
  const etagOf = async () =>
    String((await world.app.inject({ url: '/api/v1/leads/1', headers })).headers.etag);
  const ifMatch = await etagOf();
  await ada.leads.change(1, { name: 'Later' });
  await assert.rejects(ada.leads.change(1, { name: 'Stale', ifMatch }), { code: 'changed-meanwhile' });
  const read = await etagOf();
  await ada.make({ kind: 'reassign', leads: [1], to: { user: world.ref('cy') } });
  await assert.rejects(ada.leads.change(1, { name: 'Stale', ifMatch: read }), { code: 'changed-meanwhile' });
  assert.equal((await ada.leads.change(1, { name: 'Fresh', ifMatch: await etagOf() })).name, 'Fresh');
});

test('a call with its key again does nothing, also where many come at once', async () => {
  const ada = world.as('ada');
  const once = { name: 'Once', idempotencyKey: 'once' };
  const all = await Promise.all(Array.from({ length: 6 }, () => ada.leads.change(1, once)));
  assert.equal(new Set(all.map(({ requestId }) => requestId)).size, 1);
  const nothing = { name: 'Once', idempotencyKey: 'nothing' };
  assert.equal((await ada.leads.change(1, nothing)).requestId, null);
  await ada.leads.change(1, { name: 'Twice' });
  assert.equal((await ada.leads.change(1, nothing)).requestId, null);
  assert.equal((await ada.leads.change(1, once)).requestId, all[0]?.requestId);
  assert.equal((await factsOf(1)).name, 'Twice');
});
