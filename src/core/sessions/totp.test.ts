import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeSecret, findStep, generateSecret } from './totp.ts';

/** Of RFC 6238, its last six digits. */
const secret = Buffer.from('12345678901234567890');
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
] as const;

test('the codes are those of RFC 6238, good one step before and after their own', () => {
  for (const [second, code] of vectors) {
    const step = Math.floor(second / 30);
    for (const [steps, found] of [
      [-2, undefined],
      [-1, step],
      [0, step],
      [1, step],
      [2, undefined],
    ] as const) {
      assert.equal(findStep(secret, code, (second + steps * 30) * 1_000), found, `${code} ${steps}`);
    }
  }
});

test('a code is read with blanks in it, and no other text is one', () => {
  assert.equal(findStep(secret, ' 287 082', 59_000), 1);
  for (const code of ['', '287083', '28708', '2870820', 'abcdef']) {
    assert.equal(findStep(secret, code, 59_000), undefined, code);
  }
});

test('an app is told the secret as text and as an address, with whose it is', () => {
  const told = describeSecret(secret, { orgName: 'Acme & Sons', email: 'ada@acme.example' });
  assert.equal(told.secret, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  const url = new URL(told.uri);
  assert.equal(url.protocol, 'otpauth:');
  assert.equal(decodeURIComponent(url.pathname).split(':').at(-1), 'ada@acme.example');
  assert.equal(url.searchParams.get('secret'), told.secret);
  assert.equal(url.searchParams.get('issuer'), 'Baton Acme & Sons');
  assert.notDeepEqual(generateSecret(), generateSecret());
});
