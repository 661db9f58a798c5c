import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWaitMs, type FailedCall } from './retry-rules.ts';

const repeatable: FailedCall = {
  code: 'not-baton',
  status: 503,
  retryAfterS: undefined,
  attempts: 1,
  isRepeatable: true,
};

test('a server that refuses for now is asked again when it says, or ever later', () => {
  assert.equal(decideWaitMs({ ...repeatable, retryAfterS: 7 }), 7_000);
  assert.equal(decideWaitMs({ ...repeatable, status: 429, isRepeatable: false, retryAfterS: 0 }), 0);
  const waits = [1, 2, 3, 4].map((attempts) => decideWaitMs({ ...repeatable, attempts }));
  assert.deepEqual(waits, [500, 1_000, 2_000, 4_000]);
});

test('no call is made more than five times, or after more than a minute', () => {
  assert.equal(decideWaitMs({ ...repeatable, attempts: 5 }), undefined);
  assert.equal(decideWaitMs({ ...repeatable, retryAfterS: 61 }), undefined);
});

test('a call that may have been carried out is made again only where that does no harm', () => {
  for (const status of [0, 502, 504]) {
    assert.equal(decideWaitMs({ ...repeatable, status }), 500);
    assert.equal(decideWaitMs({ ...repeatable, status, isRepeatable: false }), undefined);
  }
});

test('whoever signs in too often hears of it at once, and not after a wait that nobody sees', () => {
  const call: FailedCall = { ...repeatable, status: 429, retryAfterS: 8 };
  assert.equal(decideWaitMs(call), 8_000);
  assert.equal(decideWaitMs({ ...call, code: 'too-many-attempts' }), undefined);
});

test('a refusal and a bug are heard of at once', () => {
  for (const status of [400, 401, 404, 409, 500])
    assert.equal(decideWaitMs({ ...repeatable, status }), undefined);
});
