// Any request in any small organisation, then any work of others, then its undo, and the undo of that; and any
// requests at all, undone from the last to the first.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Fact, tellFacts } from '../support/facts.ts';
import { findBreaches } from '../support/ownership-law.ts';
import {
  buildSmall,
  keyArbitrary,
  managersArbitrary,
  offboardingArbitrary,
  othersWorkArbitrary,
  reassignmentArbitrary,
  singleArbitrary,
  smallPlanArbitrary,
  undoArbitrary,
} from '../support/small-organisation.ts';
import { assertUndone } from '../support/undo-proof.ts';
import { useDatabase } from '../support/use-world.ts';
import { WorkingOrganisation } from '../support/working-organisation.ts';

const runs = Number(process.env.BATON_RUNS ?? 15);

const world = useDatabase();
let orgId = 0;
test('an undo of any request loses nothing that others did, and puts everything else back exactly', async () => {
  const property = fc.asyncProperty(
    smallPlanArbitrary,
    fc.oneof({ weight: 3, arbitrary: reassignmentArbitrary }, { weight: 2, arbitrary: managersArbitrary }),
    othersWorkArbitrary,
    async (plan, request, works) => {
      orgId += 1;
      const working = new WorkingOrganisation(world.database, await buildSmall(world.database, orgId, plan));
      const first = await working.draw();
      const requestId = (await working.do(request)) ?? assert.fail('the request was refused');
      const left = await working.draw();
      for (const work of works) await working.do(work);
      const worked = await working.draw();

      const undoId = await assertUndone(working, { requestId, first, left, worked });
      const back = await working.draw();
      if (undoId !== undefined) {
        await assertUndone(working, { requestId: undoId, first: worked, left: back, worked: back });
      }
      assert.deepEqual(await findBreaches(world.database, orgId), []);
    },
  );
  await fc.assert(property, { numRuns: runs });
});

const stepsArbitrary = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: offboardingArbitrary },
    { weight: 3, arbitrary: reassignmentArbitrary },
    { weight: 2, arbitrary: managersArbitrary },
    { weight: 2, arbitrary: singleArbitrary },
    { weight: 1, arbitrary: keyArbitrary },
    { weight: 4, arbitrary: undoArbitrary },
  ),
  { minLength: 2, maxLength: 6 },
);

test('undone from the last to the first, requests of every kind give back every state there was', async () => {
  let whole = 0;
  const property = fc.asyncProperty(smallPlanArbitrary, stepsArbitrary, async (plan, steps) => {
    orgId += 1;
    const org = await buildSmall(world.database, orgId, plan);
    await org.signIn('lea');
    const working = new WorkingOrganisation(world.database, org);
    for (const step of steps) if (step.kind !== 'undo' || working.ran.length > 0) await working.do(step);
    const last = await working.draw();
    const ran = [...working.ran];
    for (const { requestId, before: due } of ran.toReversed()) {
      if (await namesWhoLeft(working, await working.undo(requestId))) return;
      const now = await working.draw();
      assert.deepEqual(tellKnown(now, due), tellFacts(due), `the undo of request ${requestId}`);
    }
    const undos = working.ran.slice(ran.length);
    for (const { requestId } of undos.toReversed()) await working.undo(requestId);
    assert.deepEqual(tellFacts(await working.draw()), tellFacts(last), 'the undo of every undo');
    assert.deepEqual(await findBreaches(world.database, orgId), []);
    whole += 1;
  });
  await fc.assert(property, { numRuns: runs });
  assert.ok(whole > runs / 2, `only ${whole} of ${runs} were undone to their first state`);
});

/** Whether an undo would have put back somebody whose account has ended, so that it ends there. */
async function namesWhoLeft(working: WorkingOrganisation, undo: number | undefined): Promise<boolean> {
  const rows = undo === undefined ? [] : await working.rowsOf(undo);
  const codes = new Set(rows.flatMap(({ outcome, code }) => (outcome === 'failed' ? [code] : [])));
  for (const code of codes) assert.ok(code === 'user-inactive' || code === 'manager-inactive', code);
  return codes.size > 0;
}

/** Without keys that were made since, which are no request's work. */
function tellKnown(facts: readonly Fact[], known: readonly Fact[]): string[] {
  const keys = new Set(known.map((fact) => fact.about));
  return tellFacts(facts.filter(({ about }) => !about.startsWith('key') || keys.has(about)));
}
