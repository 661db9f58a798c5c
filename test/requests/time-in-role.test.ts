// How long somebody has stood in a role decides who follows a primary, so neither a change of standing nor an undo costs it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import {
  buildSmall,
  offboardingArbitrary,
  reassignmentArbitrary,
  singleArbitrary,
  smallPlanArbitrary,
  undoArbitrary,
} from '../support/small-organisation.ts';
import { useWorld } from '../support/use-world.ts';
import { WorkingOrganisation } from '../support/working-organisation.ts';

const runs = Number(process.env.BATON_RUNS ?? 15);

const world = useWorld({
  orgId: 501,
  users: { ada: {}, ben: {}, cy: {}, dee: {}, pat: { agentRole: 'Processor' } },
  leads: { 1: ['ben', 'cy'] },
});
const ada = world.as('ada');
const { ref } = world;

test('a primary who was demoted becomes primary again before whoever came later', async () => {
  await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('dee') } });
  const [dee, ...others] = (await ada.leads.show(1)).assignments;
  assert.equal(dee?.roleSince, dee?.since);
  const changed = others.filter((row) => row.since !== row.roleSince);
  assert.deepEqual(
    changed.map((row) => row.user.userId),
    [world.idOf('ben')],
  );
  await ada.make({ kind: 'offboard', user: ref('dee'), leads: [{ to: { user: ref('pat') } }] });
  assert.equal(
    await primaryOf(),
    world.idOf('ben'),
    'Ben has stood there as long as Cy, and has the lower id',
  );
});

test('an undo gives back the time in a role, so whoever stood longest follows the primary', async () => {
  await world.build();
  await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('dee') } });
  const rows = [{ leadId: 1, listed: [ref('cy')] }];
  const { requestId } = await ada.make({
    kind: 'reassign',
    rows,
    to: { user: ref('dee') },
    others: 'same-role',
  });
  assert.equal((await ada.undo(requestId)).counts.changed, 1);
  await ada.make({ kind: 'offboard', user: ref('dee'), leads: [{ to: { user: ref('pat') } }] });
  assert.equal(await primaryOf(), world.idOf('ben'));
});

async function primaryOf(): Promise<number | undefined> {
  const { assignments } = await ada.leads.show(1);
  return assignments.find(({ role }) => role === 'Loan Officer')?.user.userId;
}

const stepsArbitrary = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: offboardingArbitrary },
    { weight: 3, arbitrary: reassignmentArbitrary },
    { weight: 3, arbitrary: singleArbitrary },
    { weight: 4, arbitrary: undoArbitrary },
  ),
  { minLength: 3, maxLength: 8 },
);

test('what was kept before times in roles were tells them as they would have been kept', async () => {
  let orgId = 600;
  const property = fc.asyncProperty(smallPlanArbitrary, stepsArbitrary, async (plan, steps) => {
    orgId += 1;
    const working = new WorkingOrganisation(world.database, await buildSmall(world.database, orgId, plan));
    for (const step of steps) if (step.kind !== 'undo' || working.ran.length > 0) await working.do(step);
  });
  await fc.assert(property, { numRuns: runs });
  const owner = new pg.Client({ connectionString: world.url });
  await owner.connect();
  await owner.query('set search_path = baton');
  const kept = (await owner.query(timesInRoles)).rows;
  await owner.query('alter table assignment drop column role_since');
  await owner.query(
    await readFile(new URL('../../migrations/0008-time-in-role.sql', import.meta.url), 'utf8'),
  );
  const derived = (await owner.query(timesInRoles)).rows;
  await owner.end();
  assert.ok(kept.length > runs, 'some went on from before');
  assert.deepEqual(derived, kept);
});

const timesInRoles = `select org_id, lead_id, user_id, from_request, role_since::text from assignment
  where role_since is not null order by 1, 2, 3, 4`;
