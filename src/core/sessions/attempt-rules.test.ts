import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWaitS, networkOf } from './attempt-rules.ts';

test('after the free failures each doubles the wait, up to the longest', () => {
  const waits = [0, 4, 5, 6, 7, 10, 14, 15, 100].map((failures) =>
    decideWaitS('pair', { failures, agoS: 0 }),
  );
  assert.deepEqual(waits, [0, 0, 1, 2, 4, 32, 512, 900, 900]);
});

test('a wait passes with time, and failures are forgotten after an hour', () => {
  const wait = (agoS: number) => decideWaitS('pair', { failures: 8, agoS });
  assert.deepEqual([0, 0.5, 7.5, 8, 100].map(wait), [8, 8, 1, 0, 0]);
  assert.equal(decideWaitS('pair', { failures: 1_000_000, agoS: 3_599 }), 0);
  assert.equal(decideWaitS('pair', { failures: 1_000_000, agoS: 899 }), 1);
});

test('nobody is kept out of an account for more than a minute by strangers elsewhere', () => {
  assert.equal(decideWaitS('account', { failures: 24, agoS: 0 }), 0);
  assert.equal(decideWaitS('account', { failures: 1_000, agoS: 0 }), 60);
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
