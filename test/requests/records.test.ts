// Leads that are made, archived and brought back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 930,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['max'] },
    max: { accessRole: 'manager', reports: ['ben', 'pat'] },
    ben: { accessRole: 'agent' },
    pat: { accessRole: 'agent', agentRole: 'Processor' },
    cy: { accessRole: 'agent' },
  },
  leads: { 1: ['ben', 'pat'], 2: ['cy'], 3: ['ben'] },
});

/** Who stands on a lead, whether it is archived, and whether a list of all leads has it. */
async function stateOf(leadId: number) {
  const ada = world.as('ada');
  const { assignments, isArchived } = await ada.leads.show(leadId);
  const { items } = await ada.leads.list({}).first();
  return {
    isArchived,
    isListed: items.some((lead) => lead.leadId === leadId),
    standing: assignments.map(({ user, standing }) => [user.userId, standing]),
  };
}

async function archive(leads: number[], isArchived = true) {
  return world.as('ada').make({ kind: 'record', leads, isArchived });
}

test('a lead is made with who stands on it, and its undo archives it, and is undone', async () => {
  const ada = world.as('ada');
  const [ben, pat] = [world.idOf('ben'), world.idOf('pat')];
  const made = await ada.leads.create({
    name: '  Lantern Hill ',
    status: 'New',
    ...{ phone: '+1 303 555 0142', email: 'hill@x.example', product: null, amount: 250_000.5 },
    attributes: { branch: 'North' },
    createdAt: '2026-01-05T09:30:00+02:00',
    primary: { userId: ben },
    listed: [{ userId: pat }],
    reason: 'Called in',
  });
  assert.equal(made.leadId, 4);
  assert.deepEqual([made.name, made.status, made.attributes], ['Lantern Hill', 'New', { branch: 'North' }]);
  assert.deepEqual(
    [made.phone, made.email, made.product, made.amount],
    ['+1 303 555 0142', 'hill@x.example', null, 250_000.5],
  );
  const standing = [
    [ben, 'primary'],
    [pat, 'primary'],
  ];
  assert.deepEqual(await stateOf(4), { isArchived: false, isListed: true, standing });
  const { items } = await ada.leads.list({ createdBefore: '2026-01-06T00:00:00Z' }).first();
  assert.deepEqual(
    items.map(({ leadId }) => leadId),
    [4],
  );
  const events = (await ada.leads.facts(4).first()).items;
  assert.deepEqual(
    events.map(({ fact, before, after }) => [fact, before, after]),
    [['record', null, 'active']],
  );
  const undone = await ada.undo(made.requestId ?? 0);
  assert.equal(undone.counts.changed, 1);
  assert.deepEqual(await stateOf(4), { isArchived: true, isListed: false, standing: [] });
  await ada.undo(undone.requestId);
  assert.deepEqual(await stateOf(4), { isArchived: false, isListed: true, standing });
  const again = await ada.undo(made.requestId ?? 0);
  assert.equal(again.counts.changed, 1, 'what only undos did since stands in nobody’s way');
});

test('an undo leaves a lead that somebody worked on since, and says who', async () => {
  const ada = world.as('ada');
  const made = await ada.leads.create({ name: 'A', primary: world.ref('ben') });
  const changed = await ada.leads.change(made.leadId, { status: 'Won' });
  const undone = await ada.undo(made.requestId ?? 0);
  const [row] = await ada.rows(undone.requestId);
  assert.deepEqual(
    [row?.outcome, row?.code, row?.facts?.laterRequest],
    ['skipped', 'later-change', changed.requestId],
  );
  assert.equal((await stateOf(made.leadId)).isArchived, false);
});

test('an archived lead is on no list and takes no change until it is back, with whoever stood on it', async () => {
  const ada = world.as('ada');
  const before = await stateOf(1);
  const gone = await archive([1]);
  assert.equal(gone.counts.changed, 1);
  assert.deepEqual(await stateOf(1), { isArchived: true, isListed: false, standing: [] });
  const archived = await ada.leads.list({ archived: true }).first();
  assert.deepEqual(
    archived.items.map(({ leadId }) => leadId),
    [1],
  );
  await assert.rejects(ada.leads.change(1, { status: 'Won' }), { code: 'lead-archived' });
  const moved = await ada.make({
    kind: 'reassign',
    leads: [1, 2],
    to: { user: world.ref('ben') },
  });
  const rows = await ada.rows(moved.requestId);
  assert.deepEqual(
    rows.map(({ outcome, code }) => [outcome, code]),
    [
      ['failed', 'lead-archived'],
      ['changed', undefined],
    ],
  );
  const orphans = await ada.orphans({ kind: 'lead-unassigned' }).first();
  assert.deepEqual(orphans.items, []);
  const same = await archive([1]);
  assert.equal(same.counts.unchanged, 1);
  const back = await archive([1], false);
  assert.equal(back.counts.changed, 1);
  assert.deepEqual(await stateOf(1), before);
  const was = await ada.leads.show(1, { asOf: new Date().toISOString() });
  assert.equal(was.isArchived, false);
});

test('a lead that somebody reassigned after the plan is not archived by it', async () => {
  const ada = world.as('ada');
  const planned = await ada.plan({ kind: 'record', leads: [1, 3], isArchived: true });
  const moved = await ada.make({ kind: 'reassign', leads: [3], to: { user: world.ref('cy') } });
  await ada.run(planned.requestId);
  const rows = await ada.rows(planned.requestId);
  assert.deepEqual(
    rows.map(({ outcome, code, facts }) => [outcome, code, facts?.laterRequest]),
    [
      ['changed', undefined, undefined],
      ['skipped', 'lead-moved', moved.requestId],
    ],
  );
});

test('who left meanwhile does not come back with their lead, and the row says so', async () => {
  const ada = world.as('ada');
  await archive([1]);
  await ada.make({ kind: 'account', users: [world.ref('pat')], isActive: false });
  const back = await archive([1], false);
  const [row] = await ada.rows(back.requestId);
  assert.deepEqual([row?.outcome, row?.code], ['changed', 'user-inactive']);
  assert.deepEqual((await stateOf(1)).standing, [[world.idOf('ben'), 'primary']]);
});

test('several leads are made by a plan, which tells of each that cannot be, and a retry makes those', async () => {
  const ada = world.as('ada');
  const planned = await ada.plan({
    kind: 'record',
    newLeads: [
      { name: 'A', leadId: 2, key: 'a' },
      { name: 'B', leadId: 50, primary: { email: 'nobody@elsewhere.example' } },
      { name: 'C', leadId: 60, primary: world.ref('cy') },
      { name: 'D' },
    ],
  });
  const { preview } = await ada.requests.show(planned.requestId);
  assert.deepEqual([preview?.changed, preview?.failed], [2, 2]);
  const foreseen = await ada.rows(planned.requestId);
  assert.deepEqual(
    foreseen.map(({ planned: outcome, code }) => [outcome, code]),
    [
      ['failed', 'already-exists'],
      ['failed', 'user-not-found'],
      ['changed', undefined],
      ['changed', undefined],
    ],
  );
  await ada.run(planned.requestId);
  const rows = await ada.rows(planned.requestId);
  assert.deepEqual(
    rows.map(({ leadId, outcome }) => [leadId, outcome]),
    [
      [null, 'failed'],
      [null, 'failed'],
      [60, 'changed'],
      [61, 'changed'],
    ],
  );
  const retried = await ada.retry(planned.requestId);
  assert.equal(retried.counts.total, 2);
});

test('managers make leads for their team alone, and archive none; agents make none', async () => {
  const max = world.as('max');
  const made = await max.leads.create({ name: 'A', primary: world.ref('ben') });
  assert.equal(made.assignments[0]?.user.userId, world.idOf('ben'));
  for (const [body, code, field] of [
    [{ name: 'B' }, 'invalid-input', 'primary'],
    [{ name: 'B', primary: world.ref('cy') }, 'user-not-found', 'primary'],
    [{ name: ' ' }, 'invalid-input', 'name'],
    [{ name: 'B', listed: [world.ref('ben')] }, 'invalid-input', 'listed'],
  ] as const) {
    const { status, ...refused } = await max.refuse('/api/v1/leads', body);
    assert.deepEqual([status < 500, refused.code, refused.field], [true, code, field], JSON.stringify(body));
  }
  await assert.rejects(max.requests.plan({ kind: 'record', leads: [1], isArchived: true }), {
    code: 'access-denied',
  });
  await assert.rejects(world.as('ben').leads.create({ name: 'B' }), { code: 'access-denied' });
});

test('leads that are made at the same time are each judged for who makes them, and one that is refused harms no other', async () => {
  const [ada, max] = [world.as('ada'), world.as('max')];
  const body = { name: 'A', primary: world.ref('ben'), idempotencyKey: 'made-once' };
  const outcomes = await Promise.allSettled([
    max.leads.create(body),
    max.leads.create({ name: 'B', primary: world.ref('cy') }),
    ada.leads.create({ name: 'C', leadId: 70 }),
    ada.leads.create({ name: 'D', leadId: 70 }),
    ada.leads.create({ name: 'E', leadId: Number.MAX_SAFE_INTEGER, primary: { userId: 9_999 } }),
    max.leads.create(body),
    ada.leads.create({ name: 'F', primary: world.ref('cy') }),
  ]);
  const told = outcomes.map((each) => (each.status === 'fulfilled' ? each.value.name : each.reason.code));
  const [one, other] = [told[2], told[3]].toSorted();
  assert.deepEqual(
    [told[0], told[1], told[4], told[5], told[6]],
    ['A', 'user-not-found', 'user-not-found', 'A', 'F'],
  );
  assert.ok((one === 'C' || one === 'D') && other === 'already-exists', `${one} ${other}`);
  const ids = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value.leadId] : []));
  assert.equal(new Set(ids).size, 3);
  const { items } = await ada.leads.list({}).first();
  assert.equal(items.length, 6, 'the three of before, and each of those that were made once');
  const chosen = await ada.leads.history(70).first();
  assert.deepEqual(chosen.items, []);
});

test('leads that are made at the same time get ids of their own', async () => {
  const ada = world.as('ada');
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, place) => ada.leads.create({ name: `Lead ${place}` })),
  );
  assert.deepEqual(
    made.map(({ leadId }) => leadId).sort((a, b) => a - b),
    Array.from({ length: 12 }, (_, place) => place + 4),
  );
  await ada.leads.create({ name: 'The last', leadId: Number.MAX_SAFE_INTEGER });
  await assert.rejects(ada.leads.create({ name: 'None' }), { code: 'already-exists', field: 'leadId' });
});

test('other leads with the same e-mail or phone are told, however they are written, where they are seen and not archived', async () => {
  const [ada, max] = [world.as('ada'), world.as('max')];
  const twinsOf = ({ possibleTwins }: { possibleTwins?: { leadId: number; by: string[] }[] | null }) =>
    possibleTwins?.map(({ leadId, by }) => [leadId, ...by]);
  const first = await ada.leads.change(1, { email: 'Elm@X.example', phone: '+1 303 555 0142' });
  assert.deepEqual(twinsOf(first), []);
  assert.equal(
    (await ada.leads.change(1, { status: 'New', email: 'elm@x.example' })).possibleTwins?.length,
    0,
  );
  assert.deepEqual(twinsOf(await ada.leads.change(2, { email: ' ELM@x.EXAMPLE ' })), [[1, 'email']]);
  assert.equal((await ada.leads.change(2, { status: 'Won' })).possibleTwins, undefined);
  assert.equal((await ada.leads.change(3, { phone: 'none', email: null })).possibleTwins?.length, 0);
  const contacts = { name: 'Elm', email: 'elm@x.example', phone: '001 (303) 555-0142' };
  const made = await ada.leads.create(contacts);
  assert.deepEqual(twinsOf(made), [
    [1, 'email', 'phone'],
    [2, 'email'],
  ]);
  assert.deepEqual(twinsOf(await ada.leads.show(2)), [
    [1, 'email'],
    [made.leadId, 'email'],
  ]);
  assert.equal((await ada.leads.show(2, { asOf: new Date().toISOString() })).possibleTwins, null);
  const ofTeam = await max.leads.create({ ...contacts, primary: world.ref('ben') });
  assert.deepEqual(twinsOf(ofTeam), [[1, 'email', 'phone']], 'of others nothing is told');
  await archive([1]);
  assert.deepEqual(twinsOf(await max.leads.show(ofTeam.leadId)), []);
  await ada.undo(made.requestId ?? 0);
  const changed = await ada.leads.change(2, { email: null });
  assert.deepEqual(twinsOf(await ada.leads.show(2)), []);
  await ada.undo(changed.requestId ?? 0);
  assert.deepEqual(twinsOf(await ada.leads.show(2)), [[ofTeam.leadId, 'email']]);
});

test('leads that are made together are told as twins of each other, and at most ten of any number', async () => {
  const ada = world.as('ada');
  const newLeads = Array.from({ length: 12 }, (_, place) => ({
    name: `Twin ${place}`,
    phone: '+44 20 7946 0018',
  }));
  await ada.make({ kind: 'record', newLeads });
  const made = await Promise.all(newLeads.map((lead) => ada.leads.create(lead)));
  assert.deepEqual(
    made.map(({ possibleTwins }) => possibleTwins?.map(({ leadId }) => leadId)),
    made.map(() => Array.from({ length: 10 }, (_, place) => place + 4)),
  );
});
