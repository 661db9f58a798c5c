// What becomes of leads whose people get another agent role.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBreaches } from '../support/ownership-law.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 855,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator' },
    ben: {},
    dee: {},
    cy: { agentRole: 'Processor' },
    eve: { agentRole: 'Underwriter' },
  },
  leads: { 1: ['ben'], 2: ['ben', 'dee'], 3: ['cy', 'ben'], 4: ['dee'] },
});
type Name = NameOf<typeof world>;
const { ref, idOf } = world;
const [officer, processor] = ['Loan Officer', 'Processor'];

const giving = (roles: { [Who in Name]?: string }, more = {}) => ({
  kind: 'facts' as const,
  users: (Object.keys(roles) as Name[]).map((name) => ({
    user: ref(name),
    facts: { agentRole: roles[name] ?? '' },
  })),
  ...more,
});

/** Who stands on each lead, and how. */
async function standing() {
  const ada = world.as('ada');
  const leads = await Promise.all([1, 2, 3, 4].map((leadId) => ada.leads.show(leadId)));
  return leads.map(({ assignments }) =>
    assignments
      .map(({ user, role, standing: how }) => `${user.name.split(' ')[0]} ${role} ${how}`)
      .toSorted(),
  );
}

const before = [
  [`Ben ${officer} primary`],
  [`Ben ${officer} primary`, `Dee ${officer} secondary`],
  [`Ben ${officer} primary`, `Cy ${processor} primary`],
  [`Dee ${officer} primary`],
];

test('a change of role leaves its leads, and its plan says how many', async () => {
  const ada = world.as('ada');
  const planned = await ada.plan(giving({ ben: processor }));
  assert.deepEqual(
    planned.preview.warnings.map(({ code, userId }) => [code, userId]),
    [['former-role', idOf('ben')]],
  );
  assert.match(planned.preview.warnings[0]?.message ?? '', /3 leads as Loan Officer/);
  await ada.run(planned.requestId);
  assert.deepEqual(await standing(), before);
});

test('told to move, they stand in the new role on each lead, as the plan says, and its undo takes all of it back', async () => {
  const ada = world.as('ada');
  assert.deepEqual(await standing(), before);
  const planned = await ada.plan(giving({ ben: processor }, { onRoleChange: 'move' }));
  assert.deepEqual([planned.counts.total, planned.preview.changed], [4, 4]);
  assert.deepEqual(await standing(), before);
  const told = async () =>
    (await ada.rows(planned.requestId)).map(({ leadId, userId, moves }) => ({ leadId, userId, moves }));
  const foreseen = await told();
  await ada.run(planned.requestId);
  assert.deepEqual(await told(), foreseen);
  assert.deepEqual(await standing(), [
    [`Ben ${processor} primary`],
    [`Ben ${processor} primary`, `Dee ${officer} primary`],
    [`Ben ${processor} secondary`, `Cy ${processor} primary`],
    [`Dee ${officer} primary`],
  ]);
  assert.equal((await ada.users.show(idOf('ben'))).agentRole, processor);
  const undone = await ada.undo(planned.requestId);
  assert.deepEqual([undone.counts.changed, undone.counts.skipped], [4, 0]);
  assert.deepEqual(await standing(), before);
  assert.equal((await ada.users.show(idOf('ben'))).agentRole, officer);
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
});

test('two who change roles at once pass each other on a lead, which keeps a primary in each', async () => {
  const ada = world.as('ada');
  const made = await ada.make(giving({ ben: processor, cy: officer }, { onRoleChange: 'move' }));
  assert.equal(made.counts.changed, 5);
  assert.deepEqual((await standing())[2], [`Ben ${processor} primary`, `Cy ${officer} primary`]);
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
});

test('whoever does not get the role by then stays as they are, and a lead that somebody changed is left', async () => {
  const ada = world.as('ada');
  const planned = await ada.plan(giving({ ben: processor, dee: processor }, { onRoleChange: 'move' }));
  await ada.make(giving({ dee: 'Underwriter' }));
  await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('cy') } });
  const ran = await ada.run(planned.requestId);
  const rows = await ada.rows(ran.requestId);
  const row = (leadId: number) => rows.find((each) => each.leadId === leadId);
  assert.deepEqual(
    [1, 2, 3, 4].map((leadId) => row(leadId)?.outcome),
    ['skipped', 'changed', 'changed', 'unchanged'],
  );
  assert.deepEqual(await standing(), [
    [`Ben ${officer} primary`, `Cy ${processor} primary`],
    [`Ben ${processor} primary`, `Dee ${officer} primary`],
    [`Ben ${processor} secondary`, `Cy ${processor} primary`],
    [`Dee ${officer} primary`],
  ]);
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
});

test('moving is for changes of users, and a role that there is not moves nobody until it is there', async () => {
  const ada = world.as('ada');
  const leads = { kind: 'facts' as const, leads: [{ leadId: 1, facts: { name: 'A' } }] };
  await assert.rejects(ada.requests.plan({ ...leads, onRoleChange: 'move' }), {
    code: 'invalid-input',
    field: 'onRoleChange',
  });
  const refused = await ada.make(giving({ ben: 'Closer' }, { onRoleChange: 'move' }));
  assert.deepEqual([refused.counts.total, refused.counts.failed], [1, 1]);
  assert.deepEqual(await standing(), before);
  await ada.roles.add({ name: 'Closer' });
  const again = await ada.retry(refused.requestId);
  assert.deepEqual([again.counts.total, again.counts.changed], [4, 4]);
  assert.deepEqual((await standing())[0], ['Ben Closer primary']);
});
