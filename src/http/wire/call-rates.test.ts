import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CallRates } from './call-rates.ts';

interface Call {
  orgId: number;
  credential: string;
  at: number;
}

const limits = { ofOneKey: 4, ofOneOrg: 6 };

/** Calls of a few keys of two orgs, in the order of time. */
const calls = fc
  .array(fc.record({ afterMs: fc.integer({ min: 0, max: 400 }), key: fc.integer({ min: 0, max: 5 }) }), {
    maxLength: 60,
  })
  .map((steps) => {
    let at = 0;
    return steps.map(({ afterMs, key }): Call => {
      at += afterMs;
      return { at, orgId: key % 2, credential: `key ${key}` };
    });
  });

function isTaken(rates: CallRates, call: Call): boolean {
  return rates.take(call, call.at).isAllowed;
}

/** Whatever was taken in a time of any length is at most a full bucket and what came into it meanwhile. */
function assertWithin(taken: readonly Call[], limit: number): void {
  for (const [from, first] of taken.entries()) {
    for (const [to, last] of taken.entries()) {
      if (to < from) continue;
      const most = limit + ((last.at - first.at) * limit) / 1_000;
      assert.ok(to - from + 1 <= most + 1e-6, `${to - from + 1} calls from ${first.at} to ${last.at}`);
    }
  }
}

test('in no time does a key or an organisation get more than a full second and what has passed since', () => {
  fc.assert(
    fc.property(calls, (asked) => {
      const rates = new CallRates(limits);
      const taken = asked.filter((call) => isTaken(rates, call));
      for (const key of new Set(asked.map(({ credential }) => credential)))
        assertWithin(
          taken.filter(({ credential }) => credential === key),
          limits.ofOneKey,
        );
      for (const org of [0, 1])
        assertWithin(
          taken.filter(({ orgId }) => orgId === org),
          limits.ofOneOrg,
        );
    }),
  );
});

test('whoever keeps to the pace is never refused, and whatever was asked for, a second later all is there again', () => {
  fc.assert(
    fc.property(calls, (asked) => {
      const rates = new CallRates({ ofOneKey: 4, ofOneOrg: 1_000 });
      for (const call of asked) isTaken(rates, call);
      const later = (asked.at(-1)?.at ?? 0) + 1_000;
      for (let each = 0; each < 4; each += 1)
        assert.ok(isTaken(rates, { orgId: 0, credential: 'key 0', at: later }));
      for (let each = 1; each < 20; each += 1)
        assert.ok(isTaken(rates, { orgId: 0, credential: 'key 0', at: later + each * 250 }));
    }),
  );
});

test('what is left is told of the nearer limit, and many names that come once are forgotten', () => {
  const rates = new CallRates(limits);
  const left = (credential: string, at: number) => {
    const { limit, remaining } = rates.take({ orgId: 1, credential }, at);
    return { limit, remaining };
  };
  assert.deepEqual(left('a', 0), { limit: 4, remaining: 3 });
  for (const credential of ['b', 'b', 'c']) rates.take({ orgId: 1, credential }, 0);
  assert.deepEqual(left('d', 0), { limit: 6, remaining: 1 });
  for (let each = 0; each < 5_000; each += 1) rates.take({ orgId: each, credential: `${each}` }, each * 300);
  assert.deepEqual(left('a', 2_000_000), { limit: 4, remaining: 3 });
});
