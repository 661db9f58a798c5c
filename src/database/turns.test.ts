import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Turns } from './turns.ts';

const patienceMs = 10_000;

test('never are more at work than may be, in all and of one org, and everybody has a turn', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ atOnce: fc.integer({ min: 1, max: 6 }), ofOneOrg: fc.integer({ min: 1, max: 4 }) }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 40 }),
      async (limits, orgs) => {
        const turns = new Turns({ ...limits, patienceMs });
        const atWork: number[] = [];
        let done = 0;
        await Promise.all(
          orgs.map(async (orgId) => {
            const end = await turns.take(orgId);
            atWork.push(orgId);
            assert.ok(atWork.length <= limits.atOnce);
            assert.ok(atWork.filter((each) => each === orgId).length <= limits.ofOneOrg);
            await new Promise(setImmediate);
            atWork.splice(atWork.indexOf(orgId), 1);
            done += 1;
            end();
          }),
        );
        assert.equal(done, orgs.length);
      },
    ),
  );
});

test('however many calls of one org wait, a call of another has the next turn but those of the orgs before it', async () => {
  const turns = new Turns({ atOnce: 2, ofOneOrg: 2, patienceMs });
  const ends = [await turns.take(1), await turns.take(1)];
  const admitted: number[] = [];
  const wait = (orgId: number) => turns.take(orgId).then((end) => [admitted.push(orgId), ends.push(end)]);
  const waiting = Array.from({ length: 500 }, () => wait(1));
  const others = [wait(2), wait(3)];
  for (let turn = 0; turn < 4; turn += 1) {
    ends.shift()?.();
    await new Promise(setImmediate);
  }
  await Promise.all(others);
  assert.deepEqual(admitted.slice(0, 3).toSorted(), [1, 2, 3]);
  while (admitted.length < 502) {
    ends.shift()?.();
    await new Promise(setImmediate);
  }
  await Promise.all(waiting);
});

test('who has no turn in time is told to come again, and takes none later', async () => {
  const turns = new Turns({ atOnce: 1, ofOneOrg: 1, patienceMs: 20 });
  const end = await turns.take(1);
  await assert.rejects(turns.take(2), { code: 'overloaded' });
  end();
  const again = await turns.take(3);
  again();
});
