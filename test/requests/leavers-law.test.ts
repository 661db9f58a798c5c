// Any offboarding of any leavers in any small organisation, with any work of others between its plan and its run.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { showRequest } from '../../src/core/requests/read/show-request.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import type { Organisation } from '../support/an-organisation.ts';
import { drawFacts, type Fact } from '../support/facts.ts';
import { findBreaches } from '../support/ownership-law.ts';
import {
  buildSmall,
  managersArbitrary,
  type Offboarding,
  offboardingArbitrary,
  reassignmentArbitrary,
  singleArbitrary,
  smallPlanArbitrary,
} from '../support/small-organisation.ts';
import { assertUndone } from '../support/undo-proof.ts';
import { useDatabase } from '../support/use-world.ts';
import { WorkingOrganisation } from '../support/working-organisation.ts';

const runs = Number(process.env.BATON_RUNS ?? 40);

const world = useDatabase();
let orgId = 0;
const meanwhileArbitrary = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: singleArbitrary },
    { weight: 1, arbitrary: reassignmentArbitrary },
    { weight: 1, arbitrary: managersArbitrary },
  ),
  { maxLength: 2 },
);

test('whatever happens between plan and run, an account that waited ends with nothing left, and done leaves nobody', async () => {
  const ends = { done: 0, failed: 0 };
  const property = fc.asyncProperty(
    smallPlanArbitrary,
    offboardingArbitrary,
    meanwhileArbitrary,
    async (plan, offboarding, works) => {
      orgId += 1;
      const org = await buildSmall(world.database, orgId, plan);
      const working = new WorkingOrganisation(world.database, org);
      const { run } = await working.plan(offboarding);
      for (const work of works) await working.do(work);
      const first = await working.draw();
      const requestId = await run();
      const left = await working.draw();
      const { state } = await showRequest(world.database, { orgId, userId: null }, requestId);
      ends[state === 'done' ? 'done' : 'failed'] += 1;
      assertPlaced(left, org, { ...offboarding, state });
      assertStillLed({ first, left }, org, offboarding);
      assert.deepEqual(await listLeaving(), []);
      assert.deepEqual(await findBreaches(world.database, orgId), []);
      await assertUndone(working, { requestId, first, left, worked: left });
      for (const { is } of accountsOf(await drawFacts(world.database, orgId), org, offboarding))
        assert.equal(is, 'true', 'the undo brings every account back');
    },
  );
  await fc.assert(property, { numRuns: runs });
  assert.ok(ends.done > 0 && ends.failed > 0, JSON.stringify(ends));
});

/** Where nobody chose to end anyway, no ended account has anything left, and none is left at all of what is done. */
function assertPlaced(
  facts: readonly Fact[],
  org: Organisation<string>,
  { state, ...offboarding }: Offboarding & { state: string },
): void {
  for (const { about, is } of accountsOf(facts, org, offboarding)) {
    const userId = about.split(' ').at(-1) ?? '';
    const held = facts.filter((fact) => names(fact, userId)).map((fact) => `${fact.about}: ${fact.is}`);
    if (state === 'done') assert.equal(is, 'false', about);
    if (is === 'false' && offboarding.account === 'wait') assert.deepEqual(held, [], about);
  }
}

/** Whoever stays has the manager they had. */
function assertStillLed(
  { first, left }: { first: readonly Fact[]; left: readonly Fact[] },
  org: Organisation<string>,
  offboarding: Offboarding,
): void {
  const lineOf = (facts: readonly Fact[], userId: string | undefined) =>
    facts.find(({ about }) => about === `line of ${userId}`)?.is;
  for (const { about, is } of accountsOf(left, org, offboarding)) {
    const userId = about.split(' ').at(-1);
    if (is === 'true') assert.equal(lineOf(left, userId), lineOf(first, userId), `line of ${userId}`);
  }
}

function accountsOf(
  facts: readonly Fact[],
  org: Organisation<string>,
  { leavers }: Pick<Offboarding, 'leavers'>,
): Fact[] {
  const accounts = new Set(leavers.map((name) => `account of ${org.user(name).userId}`));
  return facts.filter(({ about }) => accounts.has(about));
}

/** Whether the fact is a lead on which the user stands, or somebody who reports to them. */
function names({ about, is }: Fact, userId: string): boolean {
  if (about.startsWith('line of')) return is === userId;
  return about.startsWith('lead') && new RegExp(`(^|, )${userId} `).test(is);
}

/** Who is still marked as leaving, when nothing runs. */
async function listLeaving(): Promise<unknown[]> {
  return readInOrg(world.database, orgId, (tx) =>
    tx.read({
      text: 'select user_id from org_user where org_id = $1 and leaving_request is not null',
      values: [orgId],
    }),
  );
}
