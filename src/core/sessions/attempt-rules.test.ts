import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideStrangerWaitS, decideWaitS, type Failures, networkOf } from './attempt-rules.ts';

const failed = (failures: number, agoS = 0, waitingS: number | null = null): Failures => ({
  failures,
  agoS,
  waitingS,
});
const never = failed(0);

test('after the free failures each doubles the wait, up to the longest', () => {
  const expected = [0, 0, 1, 2, 4, 32, 512, 900, 900];
  const times = [0, 4, 5, 6, 7, 10, 14, 15, 100];
  for (const kind of ['device', 'caller', 'code'] as const) {
    assert.deepEqual(
      times.map((failures) => decideWaitS(kind, failed(failures))),
      expected,
    );
  }
  const stranger = times.map((failures) =>
    decideStrangerWaitS({ pair: failed(failures), account: never, address: never }),
  );
  assert.deepEqual(stranger, expected);
});

test('a wait passes with time, and failures are forgotten after an hour', () => {
  const wait = (agoS: number) => decideWaitS('device', failed(8, agoS));
  assert.deepEqual([0, 0.5, 7.5, 8, 100].map(wait), [8, 8, 1, 0, 0]);
  assert.equal(decideWaitS('device', failed(1_000_000, 3_599)), 0);
  assert.equal(decideWaitS('device', failed(1_000_000, 899)), 1);
});

const anyFailures = fc.record({
  failures: fc.nat(1_000_000),
  agoS: fc.double({ min: 0, max: 7_200, noNaN: true }),
  waitingS: fc.option(fc.double({ min: 0, max: 7_200, noNaN: true })),
});

test('whatever strangers do elsewhere, or by its own address on other accounts, a device that never failed waits a minute at most since it first asked', () => {
  fc.assert(
    fc.property(anyFailures, anyFailures, fc.nat(7_200), (account, address, waitingS) => {
      const waitS = (pair: Failures) => decideStrangerWaitS({ pair, account, address });
      assert.ok(waitS(never) <= 60);
      assert.ok(waitS(failed(0, 0, waitingS)) <= Math.max(0, 60 - waitingS));
    }),
  );
});

test('whoever failed waits a quarter of an hour at most, whatever else happens there and elsewhere', () => {
  fc.assert(
    fc.property(anyFailures, anyFailures, anyFailures, (pair, account, address) => {
      const later = { ...pair, agoS: pair.agoS + 900, waitingS: 900 };
      assert.ok(decideStrangerWaitS({ pair, account, address }) <= 900);
      assert.equal(decideStrangerWaitS({ pair: later, account, address }), 0);
    }),
  );
});

test('an address of IPv6 counts as its network, one of IPv4 as itself', () => {
  const cases = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::', 'fe80:0:0:0'],
  ] as const;
  for (const [address, network] of cases) assert.equal(networkOf(address), network);
});
