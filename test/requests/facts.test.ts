import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBreaches } from '../support/ownership-law.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 850,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['max'] },
    max: { accessRole: 'manager', reports: ['ben', 'cy'] },
    ben: { accessRole: 'agent' },
    cy: { accessRole: 'agent', agentRole: 'Processor' },
    dee: { accessRole: 'agent' },
  },
  leads: { 1: ['ben'] },
});
type Name = NameOf<typeof world>;
const { ref } = world;

const changing = (rows: { [Who in Name]?: Record<string, string> }, more = {}) => ({
  kind: 'facts' as const,
  users: (Object.keys(rows) as Name[]).map((name) => ({ user: ref(name), facts: rows[name] ?? {} })),
  ...more,
});

const emailOf = (name: Name) => `${name}@org${world.orgId}.example`;

async function told(requestId: number): Promise<string[]> {
  return (await world.as('ada').rows(requestId)).map(({ outcome, code }) =>
    code ? `${outcome} ${code}` : outcome,
  );
}

test('a plan tells of each fact from what to what, its run does that, and its undo takes it back', async () => {
  const ada = world.as('ada');
  const before = await ada.users.show(ref('ben').userId);
  const planned = await ada.plan(
    changing({ ben: { lastName: 'Married', firstName: before.firstName, email: 'Ben.Married@Example.com' } }),
  );
  const [row] = await ada.rows(planned.requestId);
  const changes = [
    { fact: 'lastName', before: before.lastName, after: 'Married' },
    { fact: 'email', before: before.email, after: 'Ben.Married@Example.com' },
  ];
  assert.deepEqual(row?.changes, changes);
  assert.equal(row?.planned, 'changed');
  await ada.run(planned.requestId);
  const after = await ada.users.show(ref('ben').userId);
  assert.deepEqual([after.lastName, after.email], ['Married', 'Ben.Married@Example.com']);
  assert.deepEqual((await ada.rows(planned.requestId))[0]?.changes, changes);
  assert.equal((await ada.users.list({ q: 'married' }).first()).items.length, 1, 'they are found by it');
  const undone = await ada.undo(planned.requestId);
  assert.deepEqual(
    (await ada.rows(undone.requestId))[0]?.changes,
    changes.map(({ fact, before: b, after: a }) => ({ fact, before: a, after: b })),
  );
  assert.deepEqual(await ada.users.show(ref('ben').userId), before);
  const again = await ada.undo(undone.requestId);
  assert.equal(again.counts.changed, 1);
  assert.equal((await ada.users.show(ref('ben').userId)).lastName, 'Married');
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
});

test('people may swap addresses, and whoever cannot have one keeps those who wait for theirs', async () => {
  const ada = world.as('ada');
  const [ben, cy] = [emailOf('ben'), emailOf('cy')];
  const swapped = await ada.make(changing({ ben: { email: cy }, cy: { email: ben } }));
  assert.deepEqual(await told(swapped.requestId), ['changed', 'changed']);
  assert.equal((await ada.users.show(ref('cy').userId)).email, ben);
  // ada takes ben's, who takes cy's, who is refused: so are all of them.
  const chain = changing({
    ada: { email: cy },
    ben: { email: ben },
    cy: { email: emailOf('max').toUpperCase() },
  });
  const refused = await ada.make(chain);
  assert.deepEqual(
    await told(refused.requestId),
    Array.from({ length: 3 }, () => 'failed already-exists'),
  );
  const look = await ada.make(changing({ dee: { email: emailOf('ben').replace('e', '\u0435') } }));
  assert.deepEqual(await told(look.requestId), ['failed already-exists']);
  assert.match((await ada.rows(look.requestId))[0]?.message ?? '', /reads like/);
});

test('a role must be one that there is, and is written as it is; rows that fail leave the others alone', async () => {
  const ada = world.as('ada');
  const made = await ada.make(
    changing({ ben: { agentRole: 'PROCESSOR' }, cy: { agentRole: 'Procesor' }, dee: { firstName: 'Di' } }),
  );
  assert.deepEqual(await told(made.requestId), ['changed', 'failed role-not-found', 'changed']);
  const rows = await ada.rows(made.requestId);
  assert.match(rows[1]?.message ?? '', /did you mean "Processor"/);
  assert.equal((await ada.users.show(ref('ben').userId)).agentRole, 'Processor');
  const again = await ada.retry(made.requestId);
  assert.deepEqual(await told(again.requestId), ['failed role-not-found']);
});

test('of the administrators one stays, whoever else is made or unmade', async () => {
  const ada = world.as('ada');
  const alone = await ada.make(changing({ ada: { accessRole: 'agent' } }));
  assert.deepEqual(await told(alone.requestId), ['failed last-administrator']);
  const handed = await ada.make(
    changing({ ada: { accessRole: 'manager' }, dee: { accessRole: 'administrator' } }),
  );
  assert.equal(handed.counts.changed, 2);
});

test('what is not attempted, or refused, makes room for nobody', async () => {
  const ada = world.as('ada');
  const rows = {
    ada: { accessRole: 'agent' },
    ben: { agentRole: 'Nonsense' },
    dee: { accessRole: 'administrator' },
  };
  const stopped = await ada.make(changing(rows, { onFailure: 'stop' }));
  assert.deepEqual(await told(stopped.requestId), [
    'failed last-administrator',
    'not attempted',
    'not attempted',
  ]);
  const held = changing({
    cy: { email: emailOf('dee') },
    ben: { agentRole: 'Nonsense' },
    dee: { email: 'd@x.example' },
  });
  const waits = await ada.make({ ...held, onFailure: 'stop' });
  assert.deepEqual(await told(waits.requestId), ['failed already-exists', 'not attempted', 'not attempted']);
  const both = await ada.make(
    changing({ ada: { accessRole: 'agent', email: 'a@x.example' }, cy: { email: emailOf('ada') } }),
  );
  assert.deepEqual(await told(both.requestId), ['failed last-administrator', 'failed already-exists']);
});

test('a request that stops at drift stops at a fact that moved, and changes of one user at once all take place', async () => {
  const ada = world.as('ada');
  const names = (['ben', 'cy', 'dee'] as const).map((name) => [name, { lastName: 'Plan' }]);
  const planned = await ada.plan(changing(Object.fromEntries(names), { onDrift: 'stop' }));
  await ada.make(changing({ ben: { lastName: 'Other' } }));
  await ada.run(planned.requestId);
  assert.deepEqual(await told(planned.requestId), ['skipped facts-moved', 'not attempted', 'not attempted']);
  const { userId } = ref('ben');
  const all = ['A', 'B', 'C', 'D', 'E'].map((lastName) => ada.users.change(userId, { lastName }));
  assert.equal(new Set((await Promise.all(all)).map(({ requestId }) => requestId)).size, 5);
});

test('one user named twice is refused, as are facts that are none; a row about nobody fails by itself', async () => {
  const ada = world.as('ada');
  const twice = [ref('ben'), { email: emailOf('ben').toUpperCase() }];
  const users = twice.map((user) => ({ user, facts: { firstName: 'A' } }));
  await assert.rejects(ada.requests.plan({ kind: 'facts', users }), { field: 'users[1]' });
  const nobody = { user: { email: 'nobody@x.example' }, facts: { lastName: 'C' } };
  const made = await ada.make({ kind: 'facts', users: [nobody] });
  assert.deepEqual(await told(made.requestId), ['failed user-not-found']);
  for (const [facts, field] of [
    [{ email: 'a..b@x.example' }, 'users[0].facts.email'],
    [{ firstName: '  ' }, 'users[0].facts.firstName'],
    [{ firstName: '\u200B' }, 'users[0].facts.firstName'],
  ] as const) {
    await assert.rejects(ada.requests.plan({ kind: 'facts', users: [{ user: ref('ben'), facts }] }), {
      field,
    });
  }
  await assert.rejects(world.as('max').requests.plan(changing({ ben: { firstName: 'X' } })), {
    code: 'access-denied',
  });
});

test('a fact that changed after the plan has drifted; other facts of the same user have not', async () => {
  const ada = world.as('ada');
  const planned = await ada.plan(
    changing({ ben: { lastName: 'Plan' }, cy: { lastName: 'Plan' }, dee: { lastName: 'Plan' } }),
  );
  await ada.make(
    changing({ ben: { lastName: 'Other' }, cy: { firstName: 'Other' }, dee: { lastName: 'Plan' } }),
  );
  await ada.run(planned.requestId);
  assert.deepEqual(await told(planned.requestId), ['skipped facts-moved', 'changed', 'unchanged']);
  const over = await ada.plan(changing({ ben: { lastName: 'Over' } }, { onDrift: 'overwrite' }));
  await ada.make(changing({ ben: { lastName: 'Third' } }));
  await ada.run(over.requestId);
  assert.deepEqual(await told(over.requestId), ['changed']);
});

test('an undo leaves alone what was changed later, fact by fact, and says so', async () => {
  const ada = world.as('ada');
  const made = await ada.make(
    changing({ ben: { firstName: 'Benno', lastName: 'New' }, cy: { firstName: 'Cyd' } }),
  );
  const later = await ada.make(changing({ ben: { lastName: 'Newer' }, cy: { firstName: 'Cyril' } }));
  const undone = await ada.undo(made.requestId);
  const [ben, cy] = await ada.rows(undone.requestId);
  assert.equal(ben?.outcome, 'changed');
  assert.deepEqual(
    ben.leftAlone?.map(({ role, laterRequestId }) => [role, laterRequestId]),
    [['lastName', later.requestId]],
  );
  assert.deepEqual([cy?.outcome, cy?.code], ['skipped', 'later-change']);
  const shown = await ada.users.show(ref('ben').userId);
  assert.deepEqual([shown.firstName, shown.lastName], ['Ben', 'Newer']);
  await ada.undo(later.requestId);
  const rest = await ada.undo(made.requestId);
  assert.equal(rest.counts.changed, 2);
  assert.equal((await ada.users.show(ref('ben').userId)).lastName, 'Example');
});

test('names and roles are told as they were at a moment, of a person and on a lead', async () => {
  const ada = world.as('ada');
  const asOf = new Date().toISOString();
  await ada.make(
    changing({ ben: { firstName: 'Benjamin', agentRole: 'Processor', email: 'new@x.example' } }),
  );
  await ada.make(changing({ ben: { firstName: 'Bert' } }));
  const { userId } = ref('ben');
  const then = await ada.users.show(userId, { asOf });
  assert.deepEqual([then.firstName, then.agentRole, then.email], ['Ben', 'Loan Officer', emailOf('ben')]);
  assert.equal((await ada.leads.show(1, { asOf })).assignments[0]?.user.name, 'Ben Example');
  assert.equal((await ada.leads.show(1)).assignments[0]?.user.name, 'Bert Example');
  assert.equal((await ada.leads.list({ asOf }).first()).items[0]?.assignments[0]?.name, 'Ben Example');
});

test('one user is changed at once, with their manager, in one request that can be undone', async () => {
  const ada = world.as('ada');
  const { userId } = ref('ben');
  const changed = await ada.users.change(userId, {
    lastName: 'Lima',
    manager: ref('ada'),
    reason: 'Promoted',
  });
  assert.deepEqual([changed.lastName, changed.manager?.userId], ['Lima', ref('ada').userId]);
  assert.ok(changed.requestId);
  const request = await ada.requests.show(changed.requestId);
  assert.deepEqual(
    [request.kind, request.state, request.reason, request.counts.changed],
    ['facts', 'done', 'Promoted', 2],
  );
  const same = await ada.users.change(userId, { lastName: 'Lima', manager: ref('ada') });
  assert.equal(same.requestId, null, 'what is so already makes no request');
  await assert.rejects(ada.users.change(userId, { lastName: 'X', manager: ref('ben') }), {
    code: 'own-manager',
  });
  assert.equal((await ada.users.show(userId)).lastName, 'Lima', 'nothing of it was done');
  await ada.undo(changed.requestId);
  const back = await ada.users.show(userId);
  assert.deepEqual([back.lastName, back.manager?.userId], ['Example', ref('max').userId]);
});

test('a change of what somebody else changed meanwhile is refused, and says what they did', async () => {
  const ada = world.as('ada');
  const { userId } = ref('ben');
  const url = `/api/v1/users/${userId}`;
  const headers = await world.headersOf('ada');
  const read = await world.app.inject({ url, headers });
  const etag = String(read.headers.etag);
  assert.equal((await ada.users.show(userId)).version, etag);
  assert.equal((await ada.users.show(userId, { asOf: new Date().toISOString() })).version, null);
  await ada.users.change(userId, { lastName: 'First' });
  await assert.rejects(ada.users.change(userId, { lastName: 'Second', ifMatch: etag }), (error: Error) => {
    assert.match(error.message, /changed last by request \d+ of Ada Example at .*: last name\./);
    return true;
  });
  const now = await ada.users.show(userId);
  const second = await ada.users.change(userId, { lastName: 'Second', ifMatch: now.version ?? '' });
  assert.equal(second.lastName, 'Second');
  const third = await ada.users.change(userId, { lastName: 'Third', ifMatch: second.version ?? '' });
  assert.equal(third.lastName, 'Third', 'the answer of a change says what the next one knows');
  const patched = await world.app.inject({
    method: 'PATCH',
    url,
    headers: { ...headers, 'if-match': 'nonsense' },
    payload: { lastName: 'X' },
  });
  assert.equal(patched.statusCode, 400);
});

test('the same call with the same key again does nothing, also where it changed nothing', async () => {
  const ada = world.as('ada');
  const { userId } = ref('ben');
  const once = { lastName: 'Once', idempotencyKey: 'a' };
  const first = await ada.users.change(userId, once);
  await ada.users.change(userId, { lastName: 'Twice' });
  assert.equal((await ada.users.change(userId, once)).requestId, first.requestId);
  const nothing = { lastName: 'Twice', idempotencyKey: 'b' };
  assert.equal((await ada.users.change(userId, nothing)).requestId, null);
  await ada.users.change(userId, { lastName: 'Thrice' });
  await ada.users.change(userId, nothing);
  assert.equal((await ada.users.show(userId)).lastName, 'Thrice');
});

const aPerson = { firstName: 'Noa', email: 'noa@new.example', agentRole: 'loan officer' };

test('somebody new comes at once, with a manager, and the undo ends their account and brings them back again', async () => {
  const ada = world.as('ada');
  const noa = await ada.users.create({ ...aPerson, manager: ref('max'), idempotencyKey: 'noa' });
  assert.deepEqual(
    [noa.name, noa.agentRole, noa.accessRole, noa.isActive, noa.manager?.userId],
    ['Noa ', 'Loan Officer', 'agent', true, ref('max').userId],
  );
  const again = await ada.users.create({ ...aPerson, manager: ref('max'), idempotencyKey: 'noa' });
  assert.deepEqual([again.userId, again.requestId], [noa.userId, noa.requestId]);
  await assert.rejects(ada.users.create({ ...aPerson, email: 'NOA@new.example' }), {
    code: 'already-exists',
  });
  const unmanaged = { ...aPerson, email: 'n@new.example', manager: { userId: 9 } };
  await assert.rejects(ada.users.create(unmanaged), { code: 'manager-not-found', field: 'manager' });
  const [account, line] = await ada.rows(noa.requestId ?? 0);
  assert.deepEqual(account?.account, { before: 'none', after: 'active' });
  assert.deepEqual([line?.userId, line?.receiver?.userId], [noa.userId, ref('max').userId]);
  const undone = await ada.undo(noa.requestId ?? 0);
  const gone = await ada.users.show(noa.userId);
  assert.deepEqual([gone.isActive, gone.manager], [false, null]);
  assert.deepEqual((await ada.rows(undone.requestId))[0]?.account, { before: 'active', after: 'ended' });
  await ada.undo(undone.requestId);
  const back = await ada.users.show(noa.userId);
  assert.deepEqual([back.isActive, back.manager?.userId], [true, ref('max').userId]);
  await ada.make({ kind: 'reassign', leads: [1], to: { user: { userId: noa.userId } }, others: 'all' });
  await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('ben') }, others: 'all' });
});

test('whoever holds something stays when their coming is undone, with their line', async () => {
  const ada = world.as('ada');
  const noa = await ada.users.create({ ...aPerson, manager: ref('max') });
  await ada.make({ kind: 'reassign', leads: [1], to: { user: { userId: noa.userId } }, others: 'all' });
  const undone = await ada.undo(noa.requestId ?? 0);
  assert.equal(undone.state, 'failed');
  const stays = await ada.users.show(noa.userId);
  assert.deepEqual([stays.isActive, stays.manager?.userId], [true, ref('max').userId]);
});

test('several come by a plan that tells who cannot, and its retry brings them once they can', async () => {
  const ada = world.as('ada');
  const planned = await ada.plan({
    kind: 'account',
    isActive: true,
    newUsers: [
      { ...aPerson, key: 'first' },
      { ...aPerson, email: emailOf('ben'), externalKeys: { hr: 'b' } },
      { ...aPerson, email: 'x@new.example', agentRole: 'Unheard of' },
      { ...aPerson, email: 'y@new.example', manager: ref('max') },
    ],
  });
  const foreseen = (await ada.rows(planned.requestId)).map(({ planned: what, code }) => code ?? what);
  const expected = ['changed', 'already-exists', 'role-not-found', 'changed', 'changed'];
  assert.deepEqual(foreseen, expected);
  assert.equal((await ada.users.list({ q: 'new.example' }).first()).items.length, 0, 'a plan brings nobody');
  await ada.run(planned.requestId);
  assert.deepEqual(
    (await ada.rows(planned.requestId)).map(({ outcome, code }) => code ?? outcome),
    expected,
  );
  const { items } = await ada.users.list({ q: 'new.example' }).first();
  assert.deepEqual(
    items.map(({ email, manager }) => [email, manager?.userId]),
    [
      ['noa@new.example', undefined],
      ['y@new.example', ref('max').userId],
    ],
  );
  await ada.make(changing({ ben: { email: 'benno@x.example' } }));
  const again = await ada.retry(planned.requestId);
  assert.deepEqual(await told(again.requestId), ['changed', 'failed role-not-found']);
  assert.equal((await ada.users.showByKey('hr', 'b')).firstName, 'Noa');
});

test('who comes back and who is new are asked for apart', async () => {
  const ada = world.as('ada');
  const asked = { kind: 'account' as const, newUsers: [aPerson] };
  await assert.rejects(ada.requests.plan({ ...asked, isActive: false }), { field: 'newUsers' });
  await assert.rejects(ada.requests.plan({ ...asked, isActive: true, users: [ref('ben')] }), {
    field: 'users',
  });
  await assert.rejects(ada.requests.plan({ kind: 'account', isActive: true }), { field: 'users' });
});
