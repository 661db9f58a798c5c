import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../contract/refusal.ts';
import { Places } from './places.ts';

const limits = { what: 'things open', ofOneCaller: 2, ofOneOrg: 5 };

test('whoever takes and leaves, a caller and an org have their places and no more, whatever others take', () => {
  const step = fc.record({
    orgId: fc.constantFrom(1, 2),
    userId: fc.constantFrom(1, 2, 3, 4),
    leaves: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const places = new Places(limits);
      const taken: { orgId: number; userId: number; leave: () => void }[] = [];
      for (const { leaves, ...caller } of steps) {
        const own = taken.filter((each) => each.orgId === caller.orgId);
        const isFree = own.length < 5 && own.filter(({ userId }) => userId === caller.userId).length < 2;
        if (leaves) {
          const left = taken.shift();
          left?.leave();
          left?.leave(); // a second time is of no effect
        } else if (isFree) taken.push({ ...caller, leave: places.take(caller) });
        else
          assert.throws(
            () => places.take(caller),
            (error) => error instanceof Refusal && error.status === 429,
          );
      }
    }),
  );
});
