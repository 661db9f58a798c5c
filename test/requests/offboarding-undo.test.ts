// Any offboarding in any small organisation, then any work of others, then its undo, and the undo of that.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { listKeys } from '../../src/core/keys/list-keys.ts';
import { revokeKey } from '../../src/core/keys/revoke-key.ts';
import { showRequest } from '../../src/core/requests/read/show-request.ts';
import { findBreaches } from '../support/ownership-law.ts';
import {
  buildSmall,
  offboardingArbitrary,
  othersWorkArbitrary,
  smallPlanArbitrary,
} from '../support/small-organisation.ts';
import { assertUndone } from '../support/undo-proof.ts';
import { useDatabase } from '../support/use-world.ts';
import { WorkingOrganisation } from '../support/working-organisation.ts';

const runs = Number(process.env.BATON_RUNS ?? 20);

const world = useDatabase();
let orgId = 0;
/** All or nothing may keep everything as it was, which is an outcome like any other. */
test('an undo of any offboarding loses nothing that others did, and puts everything else back exactly', async () => {
  const property = fc.asyncProperty(
    smallPlanArbitrary,
    fc.nat({ max: 2 }),
    offboardingArbitrary,
    othersWorkArbitrary,
    async (plan, keys, offboarding, works) => {
      orgId += 1;
      const { database } = world;
      const org = await buildSmall(database, orgId, plan);
      for (let key = 0; key <= keys; key += 1) await org.signIn('lea');
      const [ended] = await listKeys(database, orgId);
      if (ended && keys > 0) await revokeKey(database, { orgId, userId: null }, ended.accessKey);

      const working = new WorkingOrganisation(database, org);
      const first = await working.draw();
      const requestId = (await working.do(offboarding)) ?? assert.fail('the offboarding was refused');
      const made = await showRequest(database, { orgId, userId: null }, requestId);
      assert.equal(readResult(made.result).clean, made.counts.failed === 0, JSON.stringify(made));
      const left = await working.draw();
      for (const work of works) await working.do(work);
      const worked = await working.draw();

      const undoId = await assertUndone(working, { requestId, first, left, worked });
      const back = await working.draw();
      if (undoId !== undefined) {
        await assertUndone(working, { requestId: undoId, first: worked, left: back, worked: back });
      }
      assert.deepEqual(await findBreaches(database, orgId), []);
    },
  );
  await fc.assert(property, { numRuns: runs });
});

function readResult(result: unknown): { clean: unknown } {
  assert.ok(typeof result === 'object' && result !== null && 'clean' in result);
  return { clean: result.clean };
}
